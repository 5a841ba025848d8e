package org.docex.change;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Something that changed.
 *
 * @param documentIds the documents it happened to, each with an event of its own; none when it happened to a basket
 * @param data what is worth telling of it
 */
public record Change(ChangeKind kind, Optional<String> basketId, List<String> documentIds, JsonObject data) {
    public static Change ofBasket(ChangeKind kind, String basketId, JsonObject data) {
        return new Change(kind, Optional.of(basketId), List.of(), data);
    }

    public static Change ofDocument(ChangeKind kind, String basketId, String documentId, JsonObject data) {
        return new Change(kind, Optional.of(basketId), List.of(documentId), data);
    }
}
