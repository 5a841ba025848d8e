package org.docex.basket;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A basket and what it holds.
 *
 * @param size bytes of all present contents together
 * @param documentCounts by status
 * @param typeCounts by document type
 */
public record BasketStats(
        String id, String name, Optional<String> description, String status, long documents, long size,
        Map<String, Long> documentCounts, Map<String, Long> typeCounts, Instant createdAt, Instant updatedAt) {
    static BasketStats of(BasketView basket, BasketContents.Summary summary) {
        return new BasketStats(basket.id(), basket.name(), basket.description(), basket.status(), summary.documents(), summary.size(),
                summary.byStatus(), summary.byType(), basket.createdAt(), basket.updatedAt());
    }
}
