package org.docex.cli.output;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.NoSuchElementException;

/** JSON objects from text and to text. */
public final class JsonTexts {
    private JsonTexts() {}

    /** @throws IllegalArgumentException when the text is not one JSON object and nothing else */
    public static JsonObject object(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            if (parser.hasNext() && parser.next() == Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new IllegalArgumentException("This is no JSON.", e);
        }
        throw new IllegalArgumentException("This is no JSON object.");
    }

    /** The value of an option. */
    public static JsonObject ofOption(String option, String text) {
        try {
            return object(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE,
                    option + " takes one JSON object, for example " + option + " '{\"project\":\"docex\"}'.", e);
        }
    }

    /** Indented, without a line break at the end. */
    static String indented(JsonObject object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString().strip();
    }
}
