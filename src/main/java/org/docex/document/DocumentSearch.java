package org.docex.document;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Names;
import java.util.List;
import java.util.Optional;

/**
 * What a caller looks for: the documents for which everything holds that is given.
 *
 * @param name exactly
 * @param checksum SHA-256 of the content, 64 hex digits in lower case
 * @param metadata 1 to 20 keys, each with exactly this value: {@code 1} is neither {@code "1"} nor {@code 1.0}, and fields of
 *     an object stand in this order
 */
public record DocumentSearch(
        Optional<String> basketId, Optional<String> name, Optional<String> status, Optional<String> documentType,
        Optional<String> checksum, Optional<JsonObject> metadata) {
    private static final int MAX_ID = 36;
    private static final int MAX_KEYS = 20;
    private static final List<String> STATUSES =
            List.of("RECEIVED", "PROCESSING", "PROCESSED", "FAILED", "SENT", "DUPLICATE");

    /** @throws DocexException {@code REQUEST_INVALID} for what no document can have */
    public DocumentSearch {
        basketId.ifPresent(id -> NewDocument.limit("basket_id", id, MAX_ID));
        name.ifPresent(text -> Names.given("document's name", text));
        documentType.ifPresent(type -> NewDocument.limit("document_type", type, NewDocument.MAX_TYPE));
        status.filter(one -> !STATUSES.contains(one)).ifPresent(unknown -> {
            throw invalid("status is one of " + STATUSES + ".");
        });
        checksum.filter(hex -> !hex.matches("[0-9a-f]{64}")).ifPresent(other -> {
            throw invalid("checksum is a SHA-256 as 64 hex digits in lower case.");
        });
        metadata.ifPresent(DocumentSearch::check);
    }

    /** All conditions in one text. */
    String scope() {
        JsonObjectBuilder conditions = Json.createObjectBuilder();
        basketId.ifPresent(id -> conditions.add("basket_id", id));
        name.ifPresent(text -> conditions.add("name", text));
        status.ifPresent(one -> conditions.add("status", one));
        documentType.ifPresent(type -> conditions.add("document_type", type));
        checksum.ifPresent(hex -> conditions.add("checksum", hex));
        metadata.ifPresent(values -> conditions.add("metadata", values));
        return conditions.build().toString();
    }

    private static void check(JsonObject metadata) {
        if (metadata.isEmpty() || metadata.size() > MAX_KEYS) {
            throw invalid("metadata names 1 to " + MAX_KEYS + " keys with their values, for example {\"number\":4711}. "
                    + "Leave it out to search without it.");
        }
        MetadataRules.check(metadata);
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
