package org.docex.transfer;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.transfer.Table.Column;
import java.io.StringReader;
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
final class RowCodec {
    private final Table table;
    private final boolean postgres;

    RowCodec(Table table, boolean postgres) {
        this.table = table;
        this.postgres = postgres;
    }

    String line(ResultSet row) throws SQLException {
        JsonObjectBuilder object = Json.createObjectBuilder();
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
        return object.build().toString();
    }

    /** @throws org.docex.error.DocexException {@code ARCHIVE_INVALID} for a line that is no row of this table */
    JsonObject row(String line) {
        JsonObject row;
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            row = reader.readObject();
        } catch (JsonException e) {
            throw Archive.invalid("a line of " + table.entry() + " is no JSON object.");
        }
        Set<String> unknown = new HashSet<>(row.keySet());
        for (Column column : table.exported()) {
            unknown.remove(column.name());
            check(column, row.get(column.name()));
        }
        if (!unknown.isEmpty()) {
            throw Archive.invalid(table.entry() + " has the column '" + unknown.iterator().next() + "', which nobody knows.");
        }
        return row;
    }

    private void check(Column column, @Nullable JsonValue value) {
        boolean right = value == null ? column.nullable() : switch (column.kind()) {
            case NUMBER -> value instanceof JsonNumber number && isLong(number);
            case FLAG -> value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
            case TIME -> value instanceof JsonString text && isTime(text.getString());
            default -> value instanceof JsonString text && text.getString().indexOf('\0') < 0 && fits(text.getString(), column);
        };
        if (!right) {
            throw Archive.invalid(table.entry() + " has a row whose '" + column.name() + "' cannot be.");
        }
    }

    private static boolean fits(String text, Column column) {
        return column.characters().isEmpty() || text.codePointCount(0, text.length()) <= column.characters().getAsInt();
    }

    private static boolean isLong(JsonNumber number) {
        try {
            number.longValueExact();
            return true;
        } catch (ArithmeticException e) {
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

    /** How a row is written: an insert, or an update of a seeded one. */
    String statement() {
        if (table.seeded()) {
            return "UPDATE " + table.name() + " SET " + String.join(", ", table.columns().stream()
                    .map(column -> column.name() + " = ?").toList()) + " WHERE " + table.order().get(0) + " = ?";
        }
        return "INSERT INTO " + table.name() + " (" + String.join(", ", table.columns().stream().map(Column::name).toList())
                + ") VALUES (" + String.join(", ", table.columns().stream().map(column -> "?").toList()) + ")";
    }

    /** Fills the parameters of {@link #statement}. */
    void bind(PreparedStatement statement, JsonObject row, TenantId tenant) throws SQLException {
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
