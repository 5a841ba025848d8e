package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** A column of a list: its heading, and how an item fills it. */
public record Column(String heading, Function<JsonObject, String> cell) {
    /** Columns that show fields under their own names. */
    public static List<Column> ofFields(String... fields) {
        return Stream.of(fields).map(Column::of).toList();
    }

    public static Column of(String field) {
        return new Column(field.toUpperCase(Locale.ROOT).replace('_', ' '), item -> Cells.of(item, field));
    }
}
