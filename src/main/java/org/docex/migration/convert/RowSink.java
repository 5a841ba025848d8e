package org.docex.migration.convert;

import jakarta.json.JsonObject;

/** Where converted rows go, and what is counted of them. */
public interface RowSink {
    /** A row that was in the old installation. */
    void moved(String table, JsonObject row);

    /** A row that the migration adds. */
    void added(String table, JsonObject row);

    /** A row that stays behind. */
    void left(String table);
}
