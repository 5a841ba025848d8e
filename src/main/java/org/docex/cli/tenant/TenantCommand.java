package org.docex.cli.tenant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.cli.client.Paging;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.output.Cells;
import org.docex.cli.output.Column;
import org.docex.cli.output.Output;
import org.docex.cli.run.CommandGroup;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex tenant}: the life of tenants, through the server. A change passes only if nobody else changed the tenant meanwhile. */
@Command(name = "tenant", description = "Tenants, through the server; needs a token with the role docex-admin.",
        subcommands = {TenantDeleteCommand.class, TenantPurgeCommand.class, TenantExportCommand.class, TenantImportCommand.class})
public final class TenantCommand extends CommandGroup {
    private static final List<Column> COLUMNS = List.of(new Column("TENANT", tenant -> Cells.of(tenant, "tenant_id")),
            Column.of("status"), new Column("STRATEGY", tenant -> Cells.of(tenant, "isolation_strategy")),
            new Column("DISPLAY NAME", tenant -> Cells.of(tenant, "display_name")
                    + (tenant.getBoolean("is_system", false) ? " [SYSTEM]" : "")));

    private static final List<Column> JOURNAL = Column.ofFields(
            "id", "kind", "state", "started_at", "started_by", "finished_at", "detail");

    @Command(name = "create", description = "Provisions a tenant.")
    int create(
            @Option(names = "--tenant-id", required = true, paramLabel = "ID",
                    description = "1 to 30 characters of a-z, 0-9 and _.")
                    String id,
            @Option(names = "--display-name", required = true, paramLabel = "TEXT",
                    description = "1 to 255 characters.")
                    String displayName,
            @Option(names = "--isolation-strategy", paramLabel = "NAME",
                    description = "schema or database; by the database unless given.")
                    Optional<String> strategy,
            @Option(names = "--created-by", paramLabel = "USER",
                    description = "Accepted only if it is the token's user.")
                    Optional<String> createdBy,
            @Mixin Output output) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("tenant_id", id).add("display_name", displayName);
        strategy.ifPresent(given -> body.add("isolation_strategy", given));
        createdBy.ifPresent(given -> body.add("created_by", given));
        output.print(RestClient.connect().post(Query.of("admin", "tenants"), body.build()).body());
        return 0;
    }

    @Command(name = "list", description = "Lists all tenants, oldest first.")
    int list(@Mixin Paging paging, @Mixin Output output) {
        paging.check();
        paging.print(RestClient.connect(), Query.of("admin", "tenants"), output.listing(COLUMNS));
        return 0;
    }

    @Command(name = "show", description = "Shows a tenant.")
    int show(@Mixin TenantOption tenant, @Mixin Output output) {
        output.print(tenant.read(RestClient.connect()).body());
        return 0;
    }

    @Command(name = "update", description = "Gives a tenant another display name.")
    int update(
            @Mixin TenantOption tenant,
            @Option(names = "--display-name", required = true, paramLabel = "TEXT",
                    description = "1 to 255 characters.")
                    String displayName,
            @Mixin Output output) {
        RestClient server = RestClient.connect();
        JsonObject change = Json.createObjectBuilder().add("display_name", displayName).build();
        output.print(server.send("PATCH", tenant.query(), change, "application/merge-patch+json",
                tenant.read(server).ifMatch()).body());
        return 0;
    }

    @Command(name = "suspend", description = "Refuses all business of a tenant until it is resumed.")
    int suspend(@Mixin TenantOption tenant, @Mixin Output output) {
        return change("suspend", tenant, output);
    }

    @Command(name = "resume", description = "Ends a suspension.")
    int resume(@Mixin TenantOption tenant, @Mixin Output output) {
        return change("resume", tenant, output);
    }

    @Command(name = "undelete", description = "Takes a deletion back; the tenant is what it was before.")
    int undelete(@Mixin TenantOption tenant, @Mixin Output output) {
        return change("undelete", tenant, output);
    }

    @Command(name = "repair", description = "Finishes or undoes what was cut off; a complete tenant is left as it is.")
    int repair(@Mixin TenantOption tenant, @Mixin Output output) {
        JsonObject repaired = RestClient.connect().send("POST", tenant.query("repair")).body();
        if (repaired.isEmpty()) {
            output.err().println("docex: What was cut off was taken back; nothing of the tenant remains.");
        } else {
            output.print(repaired);
        }
        return 0;
    }

    @Command(name = "journal", description = "Lists what was done to a tenant, newest first; --output json shows every step.")
    int journal(
            @Mixin TenantOption tenant,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many; all unless given.") Optional<Long> limit,
            @Mixin Output output) {
        Paging.print(RestClient.connect(), tenant.query("journal"), limit, output.listing(JOURNAL));
        return 0;
    }

    private static int change(String what, TenantOption tenant, Output output) {
        RestClient server = RestClient.connect();
        output.print(server.send("POST", tenant.query(what), tenant.read(server).ifMatch()).body());
        return 0;
    }
}
