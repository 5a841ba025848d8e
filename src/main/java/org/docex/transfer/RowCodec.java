package org.docex.transfer;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.transfer.Table.Column;
import org.docex.storage.Sha256;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as a line of JSON: columns in the table's order, those without a value left out. */
public final class RowCodec {
    private final Table table;
    private final boolean postgres;

    public RowCodec(Table table, boolean postgres) {
        this.table = table;
        this.postgres = postgres;
    }

    /** The line of the row that a query is at. */
    public String line(ResultSet row) throws SQLException {
        CanonicalJson object = CanonicalJson.object();
        for (Column column : table.exported()) {
            String name = column.name();
            if (row.getObject(name) == null) {
                continue;
            }
            switch (column.kind()) {
                case NUMBER -> object.add(name, row.getLong(name));
                case FLAG -> object.add(name, row.getBoolean(name));
                case TIME -> object.add(name, postgres ? SortableTime.format(row.getTimestamp(name).toInstant()) : row.getString(name));
                default -> object.add(name, row.getString(name));
            }
        }
        return object.end();
    }

    /**
     * The row in a line that {@link #line} would have written; there is one spelling of a row.
     *
     * @throws org.docex.error.DocexException {@code ARCHIVE_INVALID} for any other line
     */
    JsonObject row(String line) {
        JsonObject row;
        try (JsonReader reader = Jsons.PROVIDER.createReader(new StringReader(line))) {
            row = reader.readObject();
        } catch (RuntimeException unreadable) {
            throw Archive.invalid("a line of " + table.entry() + " is no JSON object that can be read.");
        }
        if (!spelled(row).equals(line)) {
            throw Archive.invalid("a line of " + table.entry() + " is not spelled as an export spells it.");
        }
        return row;
    }

    /**
     * The line of a row that is not in a database yet.
     *
     * @throws org.docex.error.DocexException {@code ARCHIVE_INVALID} for a row that cannot be one of this table
     */
    public String spelled(JsonObject row) {
        Set<String> unknown = new HashSet<>(row.keySet());
        CanonicalJson spelling = CanonicalJson.object();
        for (Column column : table.exported()) {
            unknown.remove(column.name());
            JsonValue value = row.get(column.name());
            check(column, value);
            if (value != null) {
                spell(spelling, column, value);
            }
        }
        if (!unknown.isEmpty()) {
            throw Archive.invalid(table.entry() + " has the column '" + unknown.iterator().next() + "', which nobody knows.");
        }
        checkDigests(row);
        return spelling.end();
    }

    private static void spell(CanonicalJson spelling, Column column, JsonValue value) {
        switch (column.kind()) {
            case NUMBER -> spelling.add(column.name(), ((JsonNumber) value).longValueExact());
            case FLAG -> spelling.add(column.name(), value.equals(JsonValue.TRUE));
            default -> spelling.add(column.name(), ((JsonString) value).getString());
        }
    }

    /** A column {@code x_digest} holds the SHA-256 of the column {@code x}, by which rows are found. */
    private void checkDigests(JsonObject row) {
        for (Column column : table.columns()) {
            String of = column.name().replaceFirst("_digest$", "");
            if (!of.equals(column.name()) && !Sha256.hex(row.getString(of)).equals(row.getString(column.name()))) {
                throw Archive.invalid(table.entry() + " has a row whose '" + column.name() + "' is not that of its '" + of + "'.");
            }
        }
    }

    private void check(Column column, @Nullable JsonValue value) {
        boolean right = value == null ? column.nullable() : switch (column.kind()) {
            case NUMBER -> value instanceof JsonNumber number && isLong(number)
                    && (!column.name().endsWith("version") || number.longValueExact() >= 1);
            case FLAG -> value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
            case TIME -> value instanceof JsonString text && isTime(text.getString());
            default -> value instanceof JsonString text && isCharacters(text.getString()) && fits(text.getString(), column);
        };
        if (!right) {
            throw Archive.invalid(table.entry() + " has a row whose '" + column.name() + "' cannot be.");
        }
    }

    /** No NUL, which PostgreSQL does not keep, and no half of a surrogate pair. */
    private static boolean isCharacters(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean fits(String text, Column column) {
        return column.characters().isEmpty() || text.codePointCount(0, text.length()) <= column.characters().getAsInt();
    }

    private static boolean isLong(JsonNumber number) {
        try {
            number.longValueExact();
            return true;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return SortableTime.format(Instant.parse(text)).equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    boolean isSeeded() {
        return table.seeded();
    }

    /** How a row is written: an insert, or an update of a seeded one. */
    public String statement() {
        if (table.seeded()) {
            return "UPDATE " + table.name() + " SET " + String.join(", ", table.columns().stream()
                    .map(column -> column.name() + " = ?").toList()) + " WHERE " + table.order().get(0) + " = ?";
        }
        return "INSERT INTO " + table.name() + " (" + String.join(", ", table.columns().stream().map(Column::name).toList())
                + ") VALUES (" + String.join(", ", table.columns().stream().map(column -> "?").toList()) + ")";
    }

    /** Fills the parameters of {@link #statement}. */
    public void bind(PreparedStatement statement, JsonObject row, TenantId tenant) throws SQLException {
        int index = 1;
        for (Column column : table.columns()) {
            bind(statement, index++, column, Optional.ofNullable(row.get(column.name())), tenant);
        }
        if (table.seeded()) {
            Column key = table.columns().stream().filter(column -> column.name().equals(table.order().get(0))).findFirst().orElseThrow();
            bind(statement, index, key, Optional.ofNullable(row.get(key.name())), tenant);
        }
    }

    private void bind(PreparedStatement statement, int index, Column column, Optional<JsonValue> value, TenantId tenant)
            throws SQLException {
        if (column.kind() == Table.Kind.TENANT) {
            statement.setString(index, tenant.value());
        } else if (value.isEmpty()) {
            statement.setObject(index, null);
        } else {
            JsonValue given = value.get();
            switch (column.kind()) {
                case NUMBER -> statement.setLong(index, ((JsonNumber) given).longValueExact());
                case FLAG -> statement.setBoolean(index, given.equals(JsonValue.TRUE));
                case TIME -> bindTime(statement, index, ((JsonString) given).getString());
                default -> statement.setString(index, ((JsonString) given).getString());
            }
        }
    }

    private void bindTime(PreparedStatement statement, int index, String time) throws SQLException {
        if (postgres) {
            statement.setTimestamp(index, Timestamp.from(Instant.parse(time)));
        } else {
            statement.setString(index, time);
        }
    }
}
