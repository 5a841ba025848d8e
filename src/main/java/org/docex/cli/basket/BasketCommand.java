package org.docex.cli.basket;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.docex.cli.client.Paging;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.TenantCheck;
import org.docex.cli.output.Column;
import org.docex.cli.output.Output;
import org.docex.cli.run.CommandGroup;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex basket}: baskets of the token's tenant, through the server. */
@Command(name = "basket", description = "Baskets, through the server; the token decides whose.")
public final class BasketCommand extends CommandGroup {
    private static final List<Column> COLUMNS = Column.ofFields("id", "name", "status", "storage", "created_at");

    @Command(name = "create", description = "Makes a basket.")
    int create(
            @Mixin TenantCheck tenant,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "1 to 255 characters.") String name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") Optional<String> description,
            @Option(names = "--storage", paramLabel = "NAME",
                    description = "The operator's storage for its content; 'documents' unless given.")
                    Optional<String> storage,
            @Mixin Output output) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("name", name);
        description.ifPresent(given -> body.add("description", given));
        storage.ifPresent(given -> body.add("storage", given));
        output.print(tenant.connect().post(Query.of("baskets"), body.build()).body());
        return 0;
    }

    @Command(name = "list", description = "Lists baskets, oldest first.")
    int list(@Mixin TenantCheck tenant, @Mixin Paging paging, @Mixin Output output) {
        paging.check();
        paging.print(tenant.connect(), Query.of("baskets"), output.listing(COLUMNS));
        return 0;
    }

    @Command(name = "show", description = "Shows a basket.")
    int show(@Mixin TenantCheck tenant, @ArgGroup(multiplicity = "1") BasketOption basket, @Mixin Output output) {
        RestClient server = tenant.connect();
        output.print(server.get(Query.of("baskets", basket.id(server))).body());
        return 0;
    }

    @Command(name = "delete", description = "Deletes a basket without documents.")
    int delete(@Mixin TenantCheck tenant, @ArgGroup(multiplicity = "1") BasketOption basket) {
        RestClient server = tenant.connect();
        String id = basket.id(server);
        server.send("DELETE", Query.of("baskets", id));
        spec.commandLine().getOut().println("Deleted basket " + id + ".");
        return 0;
    }
}
