package org.docex.migration.convert;

import jakarta.json.JsonObject;
import org.docex.paging.SortableTime;

/** What the tenant's own audit is told of its migration. */
final class Audit {
    static final String TABLE = "audit";

    private Audit() {}

    static void entry(Conversion conversion, String action, String object, JsonObject details) {
        conversion.added(TABLE, conversion.row(TABLE, Conversion.madeId("aud_", action + " " + object)).time("occurred_at", SortableTime.now())
                .text("user_id", Conversion.BY).text("action", action).text("object_id", object).text("result", "DONE")
                .text("details", details.toString()));
    }
}
