package org.docex.migration;

import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldConfig.DatabaseFiles;
import org.docex.migration.source.OldConfig.DatabaseServer;

/** The text of the new {@code docex.yaml}, with a comment on each decision. */
final class NewConfig {
    static final String FILES = "storage/tenant_{tenant_id}/docex.db";
    static final String SCHEMAS = "tenant_{tenant_id}";

    private NewConfig() {}

    /** @param keepTemplate false when the template of 2.x is none that 3.0 takes */
    static String text(OldConfig old, boolean tenancy, boolean keepTemplate, NewStorage storage) {
        return """
                # DocEX 3.0, migrated from %s
                # Every key is described in docs/configuration.md.
                config_version: 1

                multi_tenancy:
                  # %s
                  enabled: %s

                database:
                %s
                storage:
                %s
                security:
                  # 2.x verified nobody. The key beside this file signs tokens for calls from this machine ('docex token issue').
                  # For everybody else name your issuer, and switch the key off:
                  #   issuer: { url: https://login.example.com/, audience: docex, jwks_uri: https://login.example.com/jwks }
                  local_key: { enabled: true }

                # Not carried over, because 2.x ignored it or 3.0 has it elsewhere: app, logging, transport_config, processors,
                # the size of connection pools (the server's data sources have it), tenant_database_routing.
                """.formatted(String.valueOf(old.file()).replaceAll("\\p{Cntrl}", "?"), reason(old, tenancy), tenancy, database(old, keepTemplate), storage.yaml());
    }

    private static String reason(OldConfig old, boolean tenancy) {
        return old.tenants() ? "2.x had a database or schema for each tenant."
                : tenancy ? "2.x had no tenants; --as-tenant made one of what there was." : "2.x had no tenants (row_level kept nobody apart).";
    }

    private static String database(OldConfig old, boolean keep) {
        String why = keep ? "  # As in 2.x, here below this folder.\n" : "  # The template of 2.x is none that 3.0 takes.\n";
        if (old.database() instanceof DatabaseFiles files) {
            return "  type: sqlite\n" + why + "  sqlite: { path_template: " + quoted(keep ? files.pathTemplate() : FILES) + " }\n";
        }
        DatabaseServer server = (DatabaseServer) old.database();
        return "  # The server's data sources name host, login and password; the command line takes them from DOCEX_DATABASE_URL, _USER and\n"
                + "  # _PASSWORD. The database of 2.x, " + (server.host() + ":" + server.port() + "/" + server.database()).replaceAll("\\p{Cntrl}", "?")
                + ", was only read.\n  type: postgres\n" + why.replace(", here below this folder", "") + "  postgres: { schema_template: "
                + quoted(keep ? server.schemaTemplate() : SCHEMAS) + ", role_per_tenant: true }\n";
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
