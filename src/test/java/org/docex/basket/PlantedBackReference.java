package org.docex.basket;

import org.docex.document.PlantedCycle;

final class PlantedBackReference {
    private PlantedBackReference() {}

    static Class<?> document() {
        return PlantedCycle.class;
    }
}
