package org.docex.audit;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the audit as callers see it.
 *
 * @param action a kind of change, or method and address of a refused request
 * @param objectId the document or basket it was about
 * @param origin the address the request came from
 * @param result {@code OK}, or the code of the refusal
 */
public record AuditView(
        String id, Instant occurredAt, String tenantId, String userId, String action, Optional<String> objectId,
        Optional<String> origin, Optional<String> requestId, String result, JsonValue details) {}
