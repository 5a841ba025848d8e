package org.docex.basket;

import java.util.Optional;

/** What a caller says of a basket whose name stands in the address. */
public record NamedBasket(Optional<String> description, Optional<String> storage) {}
