package org.docex.operation;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation as callers see it.
 *
 * @param operationType {@code ADD}, {@code UPDATE}, {@code RESTORE}, …
 * @param status {@code pending}, {@code in_progress}, {@code success} or {@code failed}
 */
public record OperationView(
        String id, String operationType, String status, JsonValue details, Optional<String> error, Instant createdAt, String createdBy,
        Optional<Instant> completedAt) {}
