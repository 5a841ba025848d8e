package org.docex.cli.output;

import java.util.Locale;

/** How data is printed. */
enum Format {
    /** Aligned columns for people. */
    TABLE,
    /** Indented JSON with the fields of the REST API; a list is one array. */
    JSON,
    /** One JSON object a line, written as it comes. */
    NDJSON,
    /** Values with tabs between, without a heading. */
    SIMPLE;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
