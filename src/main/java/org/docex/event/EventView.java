package org.docex.event;

import jakarta.json.JsonValue;
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
        String status, Instant eventTimestamp) {}
