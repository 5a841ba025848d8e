package org.docex.basket;

import java.time.Instant;
import java.util.Optional;

/**
 * A basket as callers see it.
 *
 * @param version counts its changes; its {@code ETag}
 * @param storage the name of the operator's storage that keeps its content
 */
public record BasketView(
        String id, String name, Optional<String> description, String status, String storage, long version,
        Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}
