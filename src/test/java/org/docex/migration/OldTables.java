package org.docex.migration;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a 2.x tenant, for any statement. */
public abstract sealed class OldTables permits Boundary {
    public static final List<String> TABLES = List.of("docbasket", "document", "document_metadata", "file_history",
            "operations", "operation_dependencies", "doc_events", "processors", "processing_operations", "transport_routes",
            "route_operations");

    /** For the caller to close. Unlike 2.x's own it enforces no foreign keys on SQLite. */
    public abstract Connection connection() throws SQLException;

    abstract boolean onPostgres();

    String insert(OldRow row) throws SQLException {
        insert(row.table(), row.columns());
        return row.id();
    }

    public void insert(String table, Map<String, Object> columns) throws SQLException {
        execute(new OldRow(table, columns).insert(), columns.values().toArray());
    }

    /** Changes one column of the row with this id. */
    public void set(String table, String id, String column, Object value) throws SQLException {
        if (execute("UPDATE \"" + table + "\" SET \"" + column + "\" = ? WHERE id = ?", value, id) != 1) {
            throw new IllegalArgumentException("No " + id + " in " + table);
        }
    }

    /** @return the number of rows */
    public int execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    /** Rows with the names of their columns in lower case. */
    public List<Map<String, Object>> query(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<Map<String, Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
                }
                found.add(row);
            }
            return found;
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    public int count(String table) throws SQLException {
        return ((Number) query("SELECT count(*) AS rows FROM \"" + table + "\"").get(0).get("rows")).intValue();
    }

    /** A digest of every table's rows, to see whether they were changed. */
    public Map<String, String> contents() throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        for (String table : TABLES) {
            StringBuilder rows = new StringBuilder();
            query("SELECT * FROM \"" + table + "\" ORDER BY id")
                    .forEach(row -> rows.append(row.keySet()).append(Arrays.deepToString(row.values().toArray())));
            digests.put(table, OldRules.sha256(rows.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return digests;
    }

    /** PostgreSQL: drops the foreign keys, for orphans to be made. SQLite needs no such thing. */
    public void dropForeignKeys() throws SQLException {
        if (onPostgres()) {
            for (Map<String, Object> key : query("SELECT conname, conrelid::regclass::text AS relation FROM pg_constraint"
                    + " WHERE contype = 'f' AND connamespace = quote_ident(current_schema())::regnamespace")) {
                execute("ALTER TABLE " + key.get("relation") + " DROP CONSTRAINT \"" + key.get("conname") + "\"");
            }
        }
    }
}
