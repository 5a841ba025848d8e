package org.docex.json;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/**
 * The implementation of Jakarta JSON, looked up once: every method of {@link jakarta.json.Json} looks through the whole class path
 * for it again, which costs more than a row does.
 */
public final class Jsons {
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    private Jsons() {}

    /**
     * The value that a stored text is.
     *
     * @throws jakarta.json.JsonException when it is none
     */
    public static JsonValue read(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
