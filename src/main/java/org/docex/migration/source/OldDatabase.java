package org.docex.migration.source;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.report.Faults;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One boundary of the old installation, open for reading: what it was at the moment of opening, until it is closed. */
public final class OldDatabase implements AutoCloseable {
    private static final int FETCH = 500;

    private final Connection connection;
    private final boolean postgres;
    private final Set<String> tables;
    private final AutoCloseable after;

    /** @param after what goes with the connection */
    OldDatabase(Connection connection, boolean postgres, AutoCloseable after) throws SQLException {
        this.connection = connection;
        this.postgres = postgres;
        this.after = after;
        this.tables = new HashSet<>(texts(postgres
                ? "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() "
                        + "AND c.relkind IN ('r', 'p')"
                : "SELECT lower(name) FROM sqlite_master WHERE type = 'table'"));
    }

    /** What is done with each row. */
    @FunctionalInterface
    public interface RowWork {
        void with(OldRow row) throws SQLException, IOException;
    }

    /** Whether it holds any table of 2.x that nobody else has. */
    boolean isOfDocex() {
        return tables.contains("docbasket") || tables.contains("transport_routes") && tables.contains("processors");
    }

    /** The tables that are there. */
    public Set<String> tables() {
        return Set.copyOf(tables);
    }

    public boolean has(String table) {
        return tables.contains(table);
    }

    /** How many rows a table has; none when it is not there. */
    public long count(String table) {
        if (!has(table)) {
            return 0;
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + '"')) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * The columns of a table as a query may name them: those that older releases did not have are null.
     *
     * @param alias of the table in the query
     */
    public String columns(String table, String alias, String... wanted) {
        Set<String> there = columns(table);
        return String.join(", ", Arrays.stream(wanted)
                .map(column -> (there.contains(column) ? alias + ".\"" + column + '"' : "NULL") + " AS \"" + column + '"').toList());
    }

    /** The columns that are there. */
    public Set<String> columns(String table) {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            Set<String> there = new HashSet<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                there.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return there;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** One column as a query may name it, null where older releases did not have it. */
    public String column(String table, String alias, String column) {
        return columns(table).contains(column) ? alias + ".\"" + column + '"' : "NULL";
    }

    /** How many rows have a value in a column. */
    public long values(String table, String column) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(\"" + column.replace("\"", "\"\"") + "\") FROM " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Text in the order of its bytes, which is SQLite's own. */
    public String byBytes(String column) {
        return postgres ? column + " COLLATE \"C\"" : column;
    }

    /** Reads the rows of a query one after the other. */
    public void each(String sql, RowWork work, String... parameters) throws IOException {
        each(FETCH, sql, work, parameters);
    }

    /** @param fetch how many rows are held at a time */
    public void each(int fetch, String sql, RowWork work, String... parameters) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetch);
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                OldRow row = new OldRow(rows);
                while (rows.next()) {
                    work.with(row);
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** The refusal of a database that does not answer. */
    public static DocexException unreadable(SQLException e) {
        return new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The database of DocEX 2.x cannot be read: " + Faults.said(e)
                + ". Stop DocEX 2.x, correct the fault, and run the command again.", e);
    }

    @Override
    public void close() {
        try (after; connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (Exception e) {
            throw new IllegalStateException("A database that was only read does not close", e);
        }
    }
}
