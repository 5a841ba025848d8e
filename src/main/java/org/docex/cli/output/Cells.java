package org.docex.cli.output;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON values as people read them. */
public final class Cells {
    private Cells() {}

    /** A field's value; empty for null and for a field that is not there. */
    public static String of(JsonObject object, String field) {
        return text(object.getOrDefault(field, JsonValue.NULL));
    }

    /** Every value inside by its path, for example {@code removed.rows.document}; nulls and empty things are left out. */
    public static Map<String, String> flattened(JsonObject object) {
        Map<String, String> cells = new LinkedHashMap<>();
        object.forEach((field, value) -> flatten(field, value, cells));
        return cells;
    }

    private static void flatten(String path, JsonValue value, Map<String, String> cells) {
        if (value instanceof JsonObject object) {
            object.forEach((field, below) -> flatten(path + "." + printable(field), below, cells));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                flatten(path + "[" + i + "]", array.get(i), cells);
            }
        } else if (value != JsonValue.NULL) {
            cells.put(printable(path), text(value));
        }
    }

    private static String text(JsonValue value) {
        return value == JsonValue.NULL ? ""
                : printable(value instanceof JsonString string ? string.getString() : value.toString());
    }

    /** What users wrote must neither break a line nor move a terminal's cursor, nor reverse what stands beside it. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean hostile = Character.isISOControl(point) || type == Character.FORMAT || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
            shown.appendCodePoint(hostile ? '?' : point);
        });
        return shown.toString();
    }
}
