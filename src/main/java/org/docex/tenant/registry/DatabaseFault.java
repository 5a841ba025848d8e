package org.docex.tenant.registry;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in an operator's words why a data source gives no connection or refuses a statement. */
public enum DatabaseFault {
    SYSTEM("jdbc/docexSystem", "DOCEX_DATABASE_USER and DOCEX_DATABASE_PASSWORD"),
    TENANTS("jdbc/docexTenants", "DOCEX_TENANTS_USER and DOCEX_TENANTS_PASSWORD");

    private static final int DEPTH = 20;

    private final String source;
    private final String login;

    DatabaseFault(String source, String login) {
        this.source = source;
        this.login = login;
    }

    /** The JNDI name of the data source. */
    public String source() {
        return source;
    }

    /** What to say where the server binds no such name. */
    public String undefined() {
        return "The server defines no data source " + source + ". See server-config.";
    }

    /** Whether the data source leads to another kind of database than the configuration says. */
    public Optional<String> otherProduct(Connection connection, DocexConfig config) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return product.equalsIgnoreCase(config.database() instanceof Postgres ? "PostgreSQL" : "SQLite") ? Optional.empty()
                : Optional.of(source + " is a " + product + ", docex.yaml says database.type: " + config.database().type()
                        + ". Start the server with DOCEX_DATABASE=" + config.database().type() + ".");
    }

    /** The fault and its cure; SQLSTATE classes from the PostgreSQL manual, appendix A, result codes from sqlite.org/rescode.html. */
    public String explain(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            String message = String.valueOf(cause);
            if (message.contains("IJ000655") || message.contains("ConnectionWaitTimeout") || message.contains("max-pool-size")) {
                return source + ": the pool has no free connection. Raise DOCEX_POOL_SIZE of the server, or call less at a time.";
            }
            String known = cause instanceof SQLException sql ? known(sql) : "";
            if (!known.isEmpty()) {
                return known;
            }
            if (cause instanceof ClassNotFoundException || message.contains("No suitable driver")) {
                return source + ": the JDBC driver is missing or does not fit the URL. Install it in the server; see docs/servers.md.";
            }
        }
        return source + ": the database cannot be used. Check that it is up, and that DOCEX_DATABASE of the server is the "
                + "database.type of docex.yaml; the server recovers by itself.";
    }

    private String known(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("SQLITE_CANTOPEN") || message.contains("SQLITE_NOTADB") || message.contains("SQLITE_CORRUPT")) {
            return source + ": the file is missing, unreadable or no SQLite database. Restore it, or correct "
                    + "DOCEX_HOME and DOCEX_DATABASE of the server.";
        }
        if (message.contains("SQLITE_READONLY") || message.contains("SQLITE_FULL") || message.contains("SQLITE_IOERR")) {
            return source + ": the file cannot be written. Look at its permissions and at the free space of its disk.";
        }
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return source + ": PostgreSQL refuses the login. Correct " + login + " of the server.";
        }
        if (state.equals("3D000")) {
            return source + ": the database does not exist. Correct DOCEX_DATABASE_URL of the server, or create it.";
        }
        if (state.equals("42501")) {
            return source + ": the login lacks a right. Run roles.sql again, and correct " + login + " of the server.";
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("55000")) {
            return source + ": PostgreSQL cannot be reached. Check DOCEX_DATABASE_URL and that it is up; "
                    + "the server recovers by itself.";
        }
        if (state.startsWith("53")) {
            return source + ": PostgreSQL has no room for more connections. Raise max_connections, or lower DOCEX_POOL_SIZE.";
        }
        return "";
    }
}
