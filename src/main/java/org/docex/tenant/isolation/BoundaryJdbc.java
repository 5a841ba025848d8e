package org.docex.tenant.isolation;

import org.docex.tenant.Boundary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A whole boundary by plain JDBC, outside a server, where nothing else uses it. */
public final class BoundaryJdbc {
    static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ";

    private final DataSource source;

    /** @param source PostgreSQL: a login that may use the boundaries' tables as their owner may */
    public BoundaryJdbc(DataSource source) {
        this.source = source;
    }

    /** Something done with a boundary's tables. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    /** Reads all tables as they were at one moment. */
    public <T> T snapshot(Boundary boundary, Work<T> work) throws SQLException, IOException {
        return run(boundary, true, work);
    }

    /** Writes in one transaction. */
    public <T> T write(Boundary boundary, Work<T> work) throws SQLException, IOException {
        return run(boundary, false, work);
    }

    private <T> T run(Boundary boundary, boolean reading, Work<T> work) throws SQLException, IOException {
        if (boundary.place() instanceof Boundary.DatabaseFile file) {
            return inFile(file, reading, work);
        }
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, (reading ? SNAPSHOT : "") + path((Boundary.Schema) boundary.place()));
            T result = work.run(connection);
            connection.commit();
            return result;
        }
    }

    static <T> T inFile(Boundary.DatabaseFile file, boolean reading, Work<T> work) throws SQLException, IOException {
        try (Connection connection = SqliteConnections.open(file.path(), reading)) {
            execute(connection, reading ? "BEGIN" : "BEGIN IMMEDIATE");
            T result = work.run(connection);
            execute(connection, "COMMIT");
            return result;
        }
    }

    /** Names without a schema mean the boundary's tables and no others. */
    static String path(Boundary.Schema schema) {
        return "SET LOCAL search_path = \"" + schema.name() + "\", pg_temp";
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
