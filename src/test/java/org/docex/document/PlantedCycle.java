package org.docex.document;

/** With {@link org.docex.basket.PlantedBackReference}: a cycle between two features. */
public final class PlantedCycle {
    private PlantedCycle() {}

    static Class<?> basket() {
        return org.docex.basket.BasketService.class;
    }
}
