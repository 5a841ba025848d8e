package org.docex.tenant.isolation;

import org.docex.log.Log;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * How a tenant's SQLite file is opened: never created, durable at commit, foreign keys on, no other file attached, and a
 * schema that cannot run functions.
 */
final class SqliteConnections {
    private static final String READWRITE_WITHOUT_CREATE = "2";

    private SqliteConnections() {}

    static Connection open(Path file, boolean reading) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", READWRITE_WITHOUT_CREATE);
        properties.setProperty("busy_timeout", "5000");
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("foreign_keys", "true");
        properties.setProperty("temp_store", "MEMORY");
        properties.setProperty("limit_attached", "0");
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            if (reading) {
                statement.execute("PRAGMA query_only = ON");
            }
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** An empty database, for EclipseLink's login. */
    static Connection inMemory() throws SQLException {
        return JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            Log.of(SqliteConnections.class).debug("A SQLite connection did not close", e);
        }
    }
}
