package org.docex.cli.basket;

import jakarta.json.JsonArray;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --basket-id} or {@code --basket}. Used as an exclusive group, so at most one is there. */
public final class BasketOption {
    @Option(names = "--basket-id", paramLabel = "ID", description = "The basket, by its id.")
    Optional<String> id = Optional.empty();

    @Option(names = "--basket", paramLabel = "NAME", description = "The basket, by its exact name.")
    Optional<String> name = Optional.empty();

    /** Looks a name up. */
    public String id(RestClient server) {
        return id.orElseGet(() -> {
            String wanted = name.orElseThrow();
            JsonArray found = server.get(Query.of("baskets").with("name", wanted)).body().getJsonArray("items");
            if (found.isEmpty()) {
                throw new CliException(ExitCode.REFUSED, "There is no basket '" + wanted
                        + "'. Correct the name, or make it with 'docex basket create'.");
            }
            return found.getJsonObject(0).getString("id");
        });
    }
}
