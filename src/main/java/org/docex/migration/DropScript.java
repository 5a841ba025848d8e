package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** PostgreSQL: statements for a superuser that take the new installation out of its database. */
record DropScript(DocexConfig config, DataSource source) {
    String text() {
        return SystemDatabase.of(config, source).read(this::text);
    }

    private String text(Statements statements) throws SQLException {
        SystemDatabase database = SystemDatabase.of(config, source);
        String id = statements.one("SELECT id FROM " + database.table("installation"), row -> row.getString(1)).orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add("-- Takes the installation " + id + " out of this database. Run it as a superuser, then delete the home folder.");
        statements.list("SELECT n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = ? "
                + "ORDER BY 1", row -> row.getString(1), owner(id))
                .forEach(schema -> lines.add("DROP SCHEMA IF EXISTS " + quoted(schema) + " CASCADE;"));
        if (((Postgres) config.database()).rolePerTenant()) {
            lines.add("DROP SCHEMA IF EXISTS docex_roles CASCADE;");
            lines.add("DROP SCHEMA IF EXISTS docex_none CASCADE;");
            statements.list("SELECT rolname FROM pg_roles WHERE rolname LIKE ? ORDER BY rolname", row -> row.getString(1), "docex\\_" + id + "\\_%")
                    .forEach(role -> lines.add("DROP OWNED BY " + quoted(role) + "; DROP ROLE " + quoted(role) + ";"));
        }
        lines.add("DO $$ BEGIN EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$;");
        lines.add("GRANT USAGE ON SCHEMA public TO PUBLIC;");
        return String.join("\n", lines);
    }

    private static String owner(String id) {
        return "docex_" + id + "_owner";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
