package org.docex.document;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.storage.Names;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller looks for: the documents for which everything holds that is given.
 *
 * @param name exactly
 * @param checksum SHA-256 of the content, 64 hex digits in lower case
 * @param metadata 1 to 20 keys, each with exactly this value: {@code 1} is neither {@code "1"} nor {@code 1.0}, and fields of
 *     an object stand in this order
 * @param value what any key has, exactly
 */
public record DocumentSearch(
        Optional<String> basketId, Optional<String> name, Optional<String> status, Optional<String> documentType,
        Optional<String> checksum, Span created, Span updated, Optional<JsonObject> metadata, Optional<JsonValue> value) {
    private static final int MAX_ID = 36;
    private static final int MAX_KEYS = 20;

    /** @throws DocexException {@code REQUEST_INVALID} for what no document can have */
    public DocumentSearch {
        basketId.ifPresent(id -> NewDocument.limit("basket_id", id, MAX_ID));
        name.ifPresent(text -> Names.given("document's name", text));
        documentType.ifPresent(type -> NewDocument.limit("document_type", type, NewDocument.MAX_TYPE));
        status.ifPresent(DocumentStatus::of);
        checksum.filter(hex -> !hex.matches("[0-9a-f]{64}")).ifPresent(other -> {
            throw invalid("checksum is a SHA-256 as 64 hex digits in lower case.");
        });
        metadata.ifPresent(DocumentSearch::check);
        value.ifPresent(one -> MetadataRules.check(Map.of("value", one)));
    }

    /**
     * A time from a moment on, and before another.
     *
     * @param from that moment belongs to it
     * @param before that one does not
     */
    public record Span(Optional<Instant> from, Optional<Instant> before) {
        public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());
    }

    /** All documents of a basket. */
    static DocumentSearch inBasket(String basketId) {
        return new DocumentSearch(Optional.of(basketId), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Span.ALWAYS, Span.ALWAYS, Optional.empty(), Optional.empty());
    }

    /** All conditions in one text. */
    String scope() {
        JsonObjectBuilder conditions = Jsons.PROVIDER.createObjectBuilder();
        basketId.ifPresent(id -> conditions.add("basket_id", id));
        name.ifPresent(text -> conditions.add("name", text));
        status.ifPresent(one -> conditions.add("status", one));
        documentType.ifPresent(type -> conditions.add("document_type", type));
        checksum.ifPresent(hex -> conditions.add("checksum", hex));
        created.from().ifPresent(time -> conditions.add("created_from", time.toString()));
        created.before().ifPresent(time -> conditions.add("created_before", time.toString()));
        updated.from().ifPresent(time -> conditions.add("updated_from", time.toString()));
        updated.before().ifPresent(time -> conditions.add("updated_before", time.toString()));
        value.ifPresent(one -> conditions.add("value", one));
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
