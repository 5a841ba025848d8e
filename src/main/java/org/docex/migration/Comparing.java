package org.docex.migration;

import jakarta.json.JsonObject;
import org.docex.migration.convert.Tables;
import org.docex.migration.report.Faults;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Compares the rows that a conversion makes with those that are there. */
final class Comparing extends Counting {
    private static final int BATCH = 200;
    private static final String AUDIT = "audit";

    private final Connection connection;
    private final Consumer<String> differences;
    private final Map<String, Map<String, String>> expected = new LinkedHashMap<>();
    private long compared;

    Comparing(Connection connection, boolean postgres, Consumer<String> differences) {
        super(postgres);
        this.connection = connection;
        this.differences = differences;
    }

    @Override
    void take(String table, JsonObject row, String line) {
        if (table.equals(AUDIT)) {
            return;
        }
        Map<String, String> lines = expected.computeIfAbsent(table, name -> new LinkedHashMap<>());
        lines.put(row.get("id").toString().replace("\"", ""), line);
        if (lines.size() == BATCH) {
            compare(table, lines);
        }
    }

    @Override
    public void unknown(String table, String id) {
        differences.accept(table + " " + id + " came to DocEX 2.x after the migration");
    }

    private void compare(String table, Map<String, String> lines) {
        String sql = "SELECT * FROM " + table + " WHERE id IN (" + String.join(", ", lines.keySet().stream().map(id -> "?").toList()) + ")";
        Map<String, String> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (String id : lines.keySet()) {
                if (table.equals("event_clock")) {
                    statement.setLong(index++, Long.parseLong(id));
                } else {
                    statement.setString(index++, id);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString("id"), codec(table).line(rows));
                }
            }
        } catch (SQLException e) {
            throw Faults.of("the new table " + table, e);
        }
        lines.forEach((id, line) -> {
            String there = found.get(id);
            if (!line.equals(there)) {
                differences.accept(table + " " + id + (there == null ? " is missing" : " is " + there + ", expected " + line));
            }
        });
        compared += lines.size();
        lines.clear();
    }

    /** What is left to compare, and what is there besides. */
    void end() throws SQLException {
        expected.forEach(this::compare);
        for (String table : Tables.OLD) {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                row.next();
                if (row.getLong(1) != rows(table)) {
                    differences.accept(table + " has " + row.getLong(1) + " rows, expected " + rows(table));
                }
            }
        }
    }

    long compared() {
        return compared;
    }
}
