package org.docex.document;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** The limits of metadata: keys of 1 to 255 characters, values of at most 64 KiB of JSON, 1,000 keys, 32 levels. */
final class MetadataRules {
    private static final int MAX_KEYS = 1000;
    private static final int MAX_KEY = 255;
    private static final int MAX_VALUE_BYTES = 1 << 16;
    private static final int MAX_DEPTH = 32;

    private MetadataRules() {}

    static void check(Map<String, JsonValue> metadata) {
        check(metadata, 0, metadata.size());
    }

    /**
     * What was there before may be over the limits, when it was migrated; nothing may be added to that.
     *
     * @param changed what is new or gets another value
     */
    static void check(Map<String, JsonValue> changed, int keysBefore, int keysAfter) {
        if (keysAfter > MAX_KEYS && keysAfter > keysBefore) {
            throw invalid("A document has at most " + MAX_KEYS + " keys of metadata.");
        }
        changed.forEach((key, value) -> {
            if (key.isBlank() || key.codePointCount(0, key.length()) > MAX_KEY
                    || key.chars().anyMatch(Character::isISOControl) || !isText(key)) {
                throw invalid("A key of metadata has 1 to " + MAX_KEY + " characters and no control characters.");
            }
            String json = value.toString();
            if (!isText(json)) {
                throw invalid("The value of '" + key + "' contains half a surrogate pair, which is no character.");
            }
            if (json.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
                throw invalid("The value of '" + key + "' is longer than " + MAX_VALUE_BYTES + " bytes.");
            }
            if (json.contains("\\u0000")) {
                throw invalid("The value of '" + key + "' contains NUL.");
            }
            if (depth(value) > MAX_DEPTH) {
                throw invalid("The value of '" + key + "' is deeper than " + MAX_DEPTH + " levels.");
            }
        });
    }

    /** Half a surrogate pair would be stored as a question mark, and found as one. */
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static int depth(JsonValue value) {
        if (value instanceof JsonObject object) {
            return 1 + deepest(object.values());
        }
        return value instanceof JsonArray array ? 1 + deepest(array) : 0;
    }

    private static int deepest(Collection<JsonValue> values) {
        return values.stream().mapToInt(MetadataRules::depth).max().orElse(0);
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
