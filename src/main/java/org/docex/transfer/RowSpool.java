package org.docex.transfer;

import org.docex.transfer.Spool.Region;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows on their way from a transaction into a spool, a line each. */
record RowSpool(Connection connection, boolean postgres, Spool spool) {
    private static final int FETCH = 500;

    /** What becomes of the current row. */
    interface Line {
        String of(ResultSet row) throws SQLException;
    }

    Region rows(Table table) throws SQLException, IOException {
        RowCodec codec = new RowCodec(table, postgres);
        return lines("SELECT * FROM " + table.name() + " ORDER BY " + String.join(", ",
                table.order().stream().map(column -> isText(table, column) ? byBytes(column) : column).toList()), codec::line);
    }

    Region lines(String sql, Line line) throws SQLException, IOException {
        long start = spool.size();
        try (OutputStream out = spool.appending(); Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    out.write((line.of(row) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return new Region(start, spool.size() - start);
    }

    /** The order of the bytes, which is SQLite's own. */
    String byBytes(String column) {
        return postgres ? column + " COLLATE \"C\"" : column;
    }

    private static boolean isText(Table table, String name) {
        return table.columns().stream().anyMatch(column -> column.name().equals(name) && column.kind() == Table.Kind.TEXT);
    }
}
