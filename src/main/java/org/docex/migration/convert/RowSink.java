package org.docex.migration.convert;

import jakarta.json.JsonObject;

/** Where converted rows go, and what is counted of them. */
public interface RowSink {
    /** A row that was in the old installation. */
    void moved(String table, JsonObject row);

    /** A row that the migration adds. */
    void added(String table, JsonObject row);

    /** A row whose content was never looked for: it came to 2.x after the migration. */
    void unknown(String table, String id);

    /** A row that stays behind. */
    void left(String table);
}
