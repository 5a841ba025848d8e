package org.docex.event;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as callers see it.
 *
 * @param sequence counts the tenant's events from 1, without gaps
 * @param data what is worth telling of it, or null
 */
public record EventView(
        long sequence, String eventType, Optional<String> basketId, Optional<String> documentId, JsonValue data, String source,
        String status, Instant eventTimestamp) {
    static JsonValue json(Optional<String> text) {
        return text.map(json -> {
            try (JsonReader reader = Jsons.PROVIDER.createReader(new StringReader(json))) {
                return reader.readValue();
            }
        }).orElse(JsonValue.NULL);
    }
}
