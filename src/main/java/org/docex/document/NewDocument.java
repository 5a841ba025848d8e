package org.docex.document;

import jakarta.json.JsonValue;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.storage.Names;
import org.docex.storage.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller says of a new document.
 *
 * @param name 1 to 255 characters
 * @param source where it comes from, at most 1,024 characters; its name by default
 * @param documentType at most 50 characters
 * @param contentType a media type, at most 255 characters; {@code application/octet-stream} says nothing, then bytes and name tell it
 */
public record NewDocument(
        String name, String source, String documentType, String contentType, Map<String, JsonValue> metadata) {
    static final int MAX_TYPE = 50;

    private static final int MAX_SOURCE = 1024;
    private static final int MAX_CONTENT_TYPE = 255;

    /** @throws DocexException {@code REQUEST_INVALID} */
    public NewDocument {
        Names.given("document's name", name);
        limit("source", source, MAX_SOURCE);
        limit("document_type", documentType, MAX_TYPE);
        limit("content type", contentType, MAX_CONTENT_TYPE);
        MetadataRules.check(metadata);
    }

    /** A copy that also remembers the name it came with. */
    Map<String, JsonValue> systemMetadata() {
        Map<String, JsonValue> system = new LinkedHashMap<>();
        system.put("original_filename", Jsons.PROVIDER.createValue(name));
        return system;
    }

    String sourceDigest() {
        return Sha256.hex(source);
    }

    static void limit(String what, String text, int max) {
        if (text.isBlank() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "The " + what + " has 1 to " + max + " characters and no control characters.");
        }
    }
}
