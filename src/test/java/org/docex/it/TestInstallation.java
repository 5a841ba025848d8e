package org.docex.it;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.security.LocalKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The installation the integration tests of this run work on, seen from outside the server: as its operator, and as a DBA. */
public final class TestInstallation {
    public static final String ID = "17e57000";

    /** PostgreSQL: the storage on S3. */
    static final String BUCKET = "bucket";

    private TestInstallation() {}

    /** The storage that this run puts documents into: folders on SQLite, S3 on PostgreSQL. */
    static String storage() {
        return onPostgres() ? BUCKET : DocexConfig.DEFAULT_STORAGE;
    }

    public static boolean onPostgres() {
        return "postgres".equals(System.getProperty("docex.database"));
    }

    public static Path home() {
        return Path.of(System.getProperty("docex.home"));
    }

    public static DocexConfig config() {
        return ConfigReader.read(home().resolve("docex.yaml"));
    }

    public static String token(String user, Optional<String> tenant, String... roles) {
        return LocalKey.read(config()).orElseThrow().issue(user, Set.of(roles), tenant, Duration.ofHours(1));
    }

    public static String url() {
        return "http://127.0.0.1:" + System.getProperty("it.http.port") + "/docex";
    }

    /** PostgreSQL: the superuser. */
    public static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + System.getProperty("it.postgres.port") + "/docex", "postgres", "");
    }

    /** PostgreSQL: a login of the server. */
    public static Connection login(String name, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + System.getProperty("it.postgres.port") + "/docex",
                "docex_" + ID + "_" + name, password);
    }

    /** A connection past all walls to one tenant's tables. */
    public static Connection inside(String tenant) throws SQLException {
        if (onPostgres()) {
            Connection connection = superuser();
            connection.setSchema("tenant_" + tenant);
            return connection;
        }
        return DriverManager.getConnection("jdbc:sqlite:" + tenantFile(tenant) + "?busy_timeout=10000&open_mode=2");
    }

    public static Path tenantFile(String tenant) {
        return home().resolve("storage/tenant_" + tenant + "/docex.db");
    }

    /** A connection past all walls to the system boundary. */
    public static Connection system() throws SQLException {
        if (onPostgres()) {
            Connection connection = superuser();
            connection.setSchema("docex_system");
            return connection;
        }
        return DriverManager.getConnection("jdbc:sqlite:" + home().resolve("storage/_docex_system_/docex.db")
                + "?busy_timeout=10000&open_mode=2");
    }

    /** The first column of a query. */
    public static List<String> query(Connection connection, String sql) throws SQLException {
        try (connection; Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (connection; Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
