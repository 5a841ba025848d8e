package org.docex.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;

/** Reads a JSON object, refusing what a lenient reader would guess about. */
public final class StrictJson {
    public static final int MAX_BYTES = 1 << 20;
    public static final int MAX_DEPTH = 32;

    private StrictJson() {}

    /** @throws DocexException {@code REQUEST_INVALID}, {@code BODY_TOO_LARGE}, {@code BODY_INCOMPLETE} */
    public static JsonObject read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE, "The body ended too early. Send it again.", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new DocexException(ErrorCode.BODY_TOO_LARGE, "A JSON body has at most " + MAX_BYTES + " bytes.");
        }
        return read("body", utf8(bytes));
    }

    /**
     * @param what holds the text, for the message
     * @throws DocexException {@code REQUEST_INVALID}
     */
    static JsonObject read(String what, String text) {
        try (JsonParser parser = Jsons.PROVIDER.createParser(new StringReader(text))) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw invalid("The " + what + " must be a JSON object.");
            }
            JsonObject object = object(parser, 1);
            if (parser.hasNext()) {
                throw invalid("The " + what + " must be one JSON object and nothing after it.");
            }
            return object;
        } catch (JsonException | NoSuchElementException | IllegalStateException | ArithmeticException | NumberFormatException
                | UnsupportedOperationException e) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "The " + what + " is not JSON, or has a number out of all bounds.", e);
        }
    }

    /**
     * One value of any kind.
     *
     * @param what holds the text, for the message
     * @throws DocexException {@code REQUEST_INVALID}
     */
    static JsonValue readValue(String what, String text) {
        JsonObject around = read(what, "{\"value\":" + text + "}");
        if (around.size() != 1) {
            throw invalid("The " + what + " must be one JSON value.");
        }
        return around.get("value");
    }

    private static JsonObject object(JsonParser parser, int depth) {
        requireDepth(depth);
        JsonObjectBuilder object = Jsons.PROVIDER.createObjectBuilder();
        Set<String> names = new HashSet<>();
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw invalid("The field '" + name + "' stands twice.");
            }
            object.add(name, value(parser, parser.next(), depth));
        }
        return object.build();
    }

    private static JsonValue array(JsonParser parser, int depth) {
        requireDepth(depth);
        JsonArrayBuilder array = Jsons.PROVIDER.createArrayBuilder();
        for (Event event; (event = parser.next()) != Event.END_ARRAY;) {
            array.add(value(parser, event, depth));
        }
        return array.build();
    }

    private static JsonValue value(JsonParser parser, Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getValue();
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw new IllegalStateException(event + " begins no value");
        };
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw invalid("JSON is at most " + MAX_DEPTH + " levels deep.");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The body is not UTF-8.", e);
        }
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
