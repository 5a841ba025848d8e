package org.docex.http;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** How a record's components are named on the wire. */
final class Fields {
    private Fields() {}

    static String name(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
