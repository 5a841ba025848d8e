package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code docex tenant}: provisioning through the server. */
@Command(name = "tenant", mixinStandardHelpOptions = true, description = "Tenants, through the server.")
final class TenantCommand {
    private static final List<String> FIELDS = List.of("tenant_id", "display_name", "status", "isolation_strategy",
            "schema_name", "database_path", "created_at", "created_by", "last_updated_at", "last_updated_by");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Provisions a tenant.")
    int create(
            @Option(names = "--tenant-id", required = true, description = "1 to 30 characters of a-z, 0-9 and _.") String id,
            @Option(names = "--display-name", required = true, description = "1 to 255 characters.") String displayName,
            @Option(names = "--isolation-strategy", description = "schema or database; by the database unless given.")
                    Optional<String> strategy,
            @Option(names = "--created-by", description = "Accepted only if it is the token's user.")
                    Optional<String> createdBy) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("tenant_id", id).add("display_name", displayName);
        strategy.ifPresent(given -> body.add("isolation_strategy", given));
        createdBy.ifPresent(given -> body.add("created_by", given));
        return print(new RestClient().post("/admin/tenants", Optional.of(body.build())));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all tenants, oldest first.")
    int list() {
        RestClient client = new RestClient();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-30s  %-12s  %-8s  %s%n", "TENANT", "STATUS", "STRATEGY", "DISPLAY NAME");
        Optional<String> next = Optional.of("/admin/tenants?order=asc&limit=1000");
        while (next.isPresent()) {
            JsonObject page = client.get(next.get());
            page.getJsonArray("items").getValuesAs(JsonObject.class).forEach(tenant -> out.printf("%-30s  %-12s  %-8s  %s%n",
                    tenant.getString("tenant_id"), tenant.getString("status"), tenant.getString("isolation_strategy"),
                    tenant.getString("display_name") + (tenant.getBoolean("is_system") ? " [SYSTEM]" : "")));
            next = page.isNull("next") ? Optional.empty()
                    : Optional.of("/admin/tenants?order=asc&limit=1000&cursor=" + encode(page.getString("next")));
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a tenant.")
    int show(@Option(names = "--tenant-id", required = true) String id) {
        return print(new RestClient().get("/admin/tenants/" + encode(id)));
    }

    @Command(name = "repair", mixinStandardHelpOptions = true, description = "Finishes a provisioning that was cut off.")
    int repair(@Option(names = "--tenant-id", required = true) String id) {
        return print(new RestClient().post("/admin/tenants/" + encode(id) + "/repair", Optional.empty()));
    }

    private int print(JsonObject tenant) {
        FIELDS.stream().filter(field -> tenant.containsKey(field) && !tenant.isNull(field))
                .forEach(field -> spec.commandLine().getOut().printf("%-20s %s%n", field, tenant.getString(field)));
        return 0;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
