package org.docex.cli.document;

import jakarta.json.JsonObject;
import org.docex.cli.basket.BasketOption;
import org.docex.cli.client.Paging;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.TenantCheck;
import org.docex.cli.output.Column;
import org.docex.cli.output.Output;
import org.docex.cli.run.CliException;
import org.docex.cli.run.CommandGroup;
import org.docex.cli.run.ExitCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex document}: documents of the token's tenant, through the server. */
@Command(name = "document", description = "Documents, through the server; the token decides whose.",
        subcommands = {DocumentAddCommand.class, DocumentContentCommand.class, DocumentMetadataCommand.class})
public final class DocumentCommand extends CommandGroup {
    private static final List<Column> COLUMNS = Column.ofFields("id", "name", "document_type", "status", "size", "created_at");

    @Command(name = "list", description = "Lists the documents of a basket, oldest first.")
    int list(
            @Mixin TenantCheck tenant,
            @ArgGroup(multiplicity = "1") BasketOption basket,
            @Option(names = "--status", paramLabel = "STATUS", description = "Only those with this status.") Optional<String> status,
            @Option(names = "--document-type", paramLabel = "TYPE", description = "Only those of this type.") Optional<String> type,
            @Mixin Paging paging,
            @Mixin Output output) {
        paging.check();
        RestClient server = tenant.connect();
        String id = basket.id(server);
        Query query = status.isPresent() || type.isPresent()
                ? Query.of("documents").with("basket_id", id).with("status", status).with("document_type", type)
                : Query.of("baskets", id, "documents");
        paging.print(server, query, output.listing(COLUMNS));
        return 0;
    }

    @Command(name = "search", description = "Lists the documents that fit everything that is given, oldest first.")
    int search(@Mixin TenantCheck tenant, @Mixin DocumentFilter filter, @Mixin Paging paging, @Mixin Output output) {
        paging.check();
        Query query = filter.query();
        RestClient server = tenant.connect();
        paging.print(server, query.with("basket_id", filter.basketId(server)), output.listing(COLUMNS));
        return 0;
    }

    @Command(name = "count", description = "Counts the documents that fit everything that is given.")
    int count(@Mixin TenantCheck tenant, @Mixin DocumentFilter filter, @Mixin Output output) {
        Query query = filter.query().with("count", "true");
        RestClient server = tenant.connect();
        output.print(server.get(query.with("basket_id", filter.basketId(server))).body());
        return 0;
    }

    @Command(name = "get", description = "Shows a document. See 'content' for its bytes and 'metadata' for its metadata.")
    int get(
            @Mixin TenantCheck tenant,
            @Mixin DocumentOption document,
            @Option(names = "--basket-id", paramLabel = "ID", description = "Refused unless the document is in it.")
                    Optional<String> basket,
            @Mixin Output output) {
        JsonObject found = tenant.connect().get(document.query()).body();
        if (basket.filter(id -> !id.equals(found.getString("basket_id"))).isPresent()) {
            throw new CliException(ExitCode.REFUSED, "The document is not in basket " + basket.get() + " but in "
                    + found.getString("basket_id") + ". Correct --basket-id, or leave it out.");
        }
        output.print(found);
        return 0;
    }

    @Command(name = "delete", description = "Deletes a document with its content and metadata.")
    int delete(@Mixin TenantCheck tenant, @Mixin DocumentOption document) {
        tenant.connect().send("DELETE", document.query());
        spec.commandLine().getOut().println("Deleted document " + document.id + ".");
        return 0;
    }
}
