package org.docex.cli.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.docex.cli.output.Listing;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --limit} and order of a list. Without a limit every page is followed to the end. */
public final class Paging {
    private static final int PAGE = 1000;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; all unless given.")
    Optional<Long> limit = Optional.empty();

    @Option(names = "--order-by", paramLabel = "FIELD", description = "What to sort by; created_at unless given.")
    Optional<String> orderBy = Optional.empty();

    @Option(names = "--order-desc", description = "Largest or newest first.")
    boolean descending;

    @Option(names = "--offset", hidden = true)
    Optional<String> offset = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** Prints the list behind the query, in the order that was asked for. */
    public void print(RestClient server, Query query, Listing listing) {
        print(server, query.with("order", descending ? "desc" : "asc").with("order_by", orderBy), limit, listing);
    }

    /** Refuses what cannot be done, before anything is sent. */
    public void check() {
        if (offset.isPresent()) {
            throw new ParameterException(command.commandLine(), "--offset is gone: a list goes on where its page ended, and the "
                    + "command follows all pages. Leave it out, or take fewer with --limit.");
        }
        requirePositive(limit);
    }

    private static void requirePositive(Optional<Long> limit) {
        if (limit.filter(given -> given < 1).isPresent()) {
            throw new CliException(ExitCode.USAGE, "--limit is a whole number from 1.");
        }
    }

    /** Prints the list behind the query in the server's own order. */
    public static void print(RestClient server, Query query, Optional<Long> limit, Listing listing) {
        requirePositive(limit);
        long left = limit.orElse(Long.MAX_VALUE);
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject page = server.get(query.with("limit", Long.toString(Math.min(left, PAGE))).with("cursor", cursor)).body();
            listing.add(page.getJsonArray("items").getValuesAs(JsonObject.class));
            left -= page.getJsonArray("items").size();
            cursor = Optional.of(page).filter(found -> !found.isNull("next")).map(found -> found.getJsonString("next"))
                    .map(JsonString::getString);
        } while (cursor.isPresent() && left > 0);
        listing.end();
    }
}
