package org.docex.migration.source;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import org.docex.json.Jsons;
import java.io.StringReader;
import java.util.Optional;

/** JSON as 2.x left it in its columns: sometimes none, sometimes a JSON text inside a JSON text. */
public final class OldJson {
    private OldJson() {}

    /** The value of a text that is exactly one JSON value; empty for any other. */
    public static Optional<JsonValue> value(String text) {
        // Readers stop after the first value; in an array, and asked for more, they see the rest.
        try (JsonParser parser = Jsons.PROVIDER.createParser(new StringReader("[" + text + "]"))) {
            parser.next();
            JsonArray array = parser.getArray();
            return parser.hasNext() || array.size() != 1 ? Optional.empty() : Optional.of(array.get(0));
        } catch (RuntimeException none) {
            return Optional.empty();
        }
    }

    /** An object, also where it was encoded twice; empty for anything else. */
    public static Optional<JsonObject> object(String text) {
        return value(text).flatMap(value -> value instanceof JsonString inner ? value(inner.getString()) : Optional.of(value))
                .filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** A text in an object. */
    public static Optional<String> text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
