package org.docex.migration.convert;

import org.docex.json.Jsons;
import org.docex.migration.source.OldRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code doc_events}, numbered in the order of their times, and the clock that goes on from there. */
final class EventRows {
    private static final String TABLE = "doc_events";
    private static final List<String> STATUSES = List.of("PENDING", "PROCESSED", "FAILED");

    private final Conversion conversion;
    private long sequence;

    private EventRows(Conversion conversion) {
        this.conversion = conversion;
    }

    static void convert(Conversion conversion) throws IOException {
        EventRows rows = new EventRows(conversion);
        if (conversion.old().has(TABLE)) {
            conversion.old().each("SELECT " + conversion.old().columns(TABLE, "e", "id", "basket_id", "document_id", "event_type", "event_timestamp",
                    "data", "source", "status", "error_message", "created_at") + " FROM doc_events e ORDER BY " + conversion.old().column(TABLE, "e", "event_timestamp") + ", "
                    + conversion.old().byBytes("e.id"), rows::convert);
        }
        conversion.sink().added("event_clock", Jsons.PROVIDER.createObjectBuilder().add("id", 1).add("last_sequence", rows.sequence).build());
    }

    private void convert(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = TABLE + " " + id;
        if (!Baskets.isId(id)) {
            conversion.left(TABLE, id, "its id has not 1 to 36 letters, digits, '_' and '-'");
            return;
        }
        String status = row.required("status").strip().toUpperCase(Locale.ROOT);
        Instant at = Stamps.read(row, "event_timestamp", subject, conversion.remarks()).or(() -> created(row)).orElse(Instant.EPOCH);
        conversion.moved(TABLE, conversion.row(TABLE, id).number("sequence", ++sequence).text("basket_id", row.text("basket_id"))
                .text("document_id", row.text("document_id")).text("event_type", row.required("event_type")).time("event_timestamp", at)
                .text("data", conversion.json(row, "data", subject)).text("source", row.text("source").orElse("docex"))
                .replaced("status", row.required("status"), STATUSES.contains(status) ? status : "PENDING")
                .text("error_message", row.text("error_message")));
    }

    private static Optional<Instant> created(OldRow row) {
        try {
            return row.time("created_at");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
