package org.docex.migration;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.security.LocalKey;
import org.docex.storage.Sha256;
import org.docex.tenant.provisioning.BootstrapTenantManager;
import org.docex.tenant.registry.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What a migration makes, in this process, and what is in it.
 *
 * @param database the new database on PostgreSQL, reached as its superuser; empty on SQLite
 */
public record NewInstallation(Path home, Optional<String> database) implements MigrationTarget {
    public static NewInstallation onSqlite(Path home) {
        return new NewInstallation(home, Optional.empty());
    }

    @Override
    public DataSource source(DocexConfig config) {
        if (config.database() instanceof Postgres) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.orElseThrow());
            return source;
        }
        SQLiteConfig settings = new SQLiteConfig();
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + config.multiTenancy().bootstrapTenant().databasePath());
        return source;
    }

    @Override
    public Installation bootstrap(DocexConfig config) {
        BootstrapTenantManager.Report report = new BootstrapTenantManager(config, source(config)).initialize();
        LocalKey.create(config, report.installation().id());
        return report.installation();
    }

    public DocexConfig config() {
        return ConfigReader.read(home.resolve("docex.yaml"));
    }

    /** The report of a run, and of nothing else. */
    public JsonObject report() throws IOException {
        return read(home.resolve("migration/report.json"));
    }

    public static JsonObject read(Path report) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(report))) {
            return reader.readObject();
        }
    }

    /** The findings of a kind, each as {@code tenant subject: detail}. */
    public static List<String> findings(JsonObject report, String kind) {
        return report.getJsonArray("findings").getValuesAs(JsonObject.class).stream().filter(finding -> finding.getString("kind").equals(kind))
                .map(finding -> finding.getString("tenant") + " " + finding.getString("subject") + ": " + finding.getString("detail")).toList();
    }

    /** {@code old, new, added, left} of a table. */
    public static List<Integer> counts(JsonObject report, String tenant, String table) {
        return report.getJsonArray("tables").getValuesAs(JsonObject.class).stream()
                .filter(line -> line.getString("tenant").equals(tenant) && line.getString("table").equals(table)).findFirst()
                .map(line -> List.of(line.getInt("old"), line.getInt("new"), line.getInt("added"), line.getInt("left"))).orElseThrow();
    }

    /** A tenant's boundary, past all walls. */
    public Connection inside(String tenant) throws SQLException {
        if (database.isPresent()) {
            Connection connection = DriverManager.getConnection(database.get());
            connection.setSchema("tenant_" + tenant);
            return connection;
        }
        return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("storage/tenant_" + tenant + "/docex.db") + "?open_mode=2");
    }

    /** Rows of a tenant as texts by column. */
    public List<Map<String, String>> rows(String tenant, String sql) throws SQLException {
        try (Connection connection = inside(tenant); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    values.put(columns.getColumnLabel(i), row.getString(i));
                }
                rows.add(values);
            }
            return rows;
        }
    }

    /** The only row of a query. */
    public Map<String, String> row(String tenant, String table, String id) throws SQLException {
        List<Map<String, String>> rows = rows(tenant, "SELECT * FROM " + table + " WHERE id = '" + id + "'");
        if (rows.size() != 1) {
            throw new AssertionError(table + " " + id + ": " + rows.size() + " rows");
        }
        return rows.get(0);
    }

    /** A document's metadata as JSON texts by key. */
    public Map<String, String> metadata(String tenant, String document) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        rows(tenant, "SELECT key, value FROM document_metadata WHERE document_id = '" + document + "' ORDER BY key")
                .forEach(row -> values.put(row.get("key"), row.get("value")));
        return values;
    }

    /** Where the content of a document lies. */
    public Path content(String tenant, String document) throws SQLException {
        return home.resolve("storage/documents").resolve(tenant).resolve(row(tenant, "document", document).get("path"));
    }

    /** Everything of a home that does not differ from run to run. */
    public Map<String, String> state(String... tenants) throws IOException, SQLException {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("report", Files.readString(home.resolve("migration/report.json")).replace(home.toString(), "<home>"));
        for (String tenant : tenants) {
            for (String table : OldTables.TABLES) {
                state.put(tenant + " " + table, rows(tenant, "SELECT * FROM " + table + " ORDER BY id").toString());
            }
            state.put(tenant + " audit", rows(tenant, "SELECT id, action, object_id, details FROM audit ORDER BY id").toString());
        }
        for (Path tree : Stream.of("storage/documents", "secrets").map(home::resolve).filter(Files::exists).toList()) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    state.put(home.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
                }
            }
        }
        return state;
    }
}
