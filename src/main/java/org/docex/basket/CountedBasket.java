package org.docex.basket;

import java.time.Instant;
import java.util.Optional;

/** A basket as a list shows it that was asked to count: {@link BasketView} with the number of its documents. */
public record CountedBasket(
        String id, String name, Optional<String> description, String status, String storage, long version,
        Instant createdAt, String createdBy, Instant updatedAt, String updatedBy, long documentCount) {
    static CountedBasket of(BasketView basket, long count) {
        return new CountedBasket(basket.id(), basket.name(), basket.description(), basket.status(), basket.storage(), basket.version(),
                basket.createdAt(), basket.createdBy(), basket.updatedAt(), basket.updatedBy(), count);
    }
}
