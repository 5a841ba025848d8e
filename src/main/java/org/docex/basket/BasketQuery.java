package org.docex.basket;

import java.util.Optional;

/**
 * Which baskets a caller wants.
 *
 * @param name either spelling
 */
public record BasketQuery(Optional<String> name, Optional<String> status) {}
