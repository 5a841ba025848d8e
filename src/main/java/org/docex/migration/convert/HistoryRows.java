package org.docex.migration.convert;

import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldRow;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** {@code file_history}: what 2.x kept of earlier files, and texts of rows that no file had, as versions before the present one. */
final class HistoryRows {
    private static final String TABLE = "file_history";
    private static final String REASON = "MIGRATION";

    private HistoryRows() {}

    private record Content(String key, String checksum, long size, long version) {
        static Content of(ResultSet row) throws SQLException {
            return new Content(row.getString("key"), row.getString("checksum"), row.getLong("size"), row.getLong("version"));
        }
    }

    static void convert(Conversion conversion) throws IOException {
        Ledger ledger = conversion.ledger();
        if (conversion.old().has(TABLE) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(TABLE, "h", "id", "document_id", "original_path", "internal_path", "created_at")
                    + ", d.id AS parent, " + conversion.old().column("document", "d", "content_type") + " AS content_type FROM file_history h LEFT JOIN document d ON d.id = h.document_id ORDER BY "
                    + conversion.old().byBytes("h.id"), row -> convert(conversion, row));
        }
        ledger.each("SELECT owner, document, key, checksum, size, version, made FROM content WHERE tenant = ? AND kind = 'text' AND complete = 1 ORDER BY owner",
                text -> {
                    Content content = Content.of(text);
                    conversion.added(TABLE, conversion.row(TABLE, Conversion.madeId("fhi_", text.getString("owner")))
                            .text("document_id", text.getString("document")).number("version", content.version())
                            .text("original_path", text.getString("owner").endsWith(Ledger.CONTENT_TEXT) ? "document.content" : "document.raw_content").text("internal_path", content.key()).text("checksum", content.checksum())
                            .number("size", content.size()).text("content_type", "text/plain;charset=UTF-8").text("reason", REASON)
                            .created(new Stamps(Instant.parse(text.getString("made")), Instant.EPOCH)));
                }, conversion.tenant());
    }

    private static void convert(Conversion conversion, OldRow row) throws SQLException {
        String id = row.required("id");
        Optional<Content> content = conversion.ledger().one("SELECT key, checksum, size, version FROM content WHERE tenant = ? AND owner = ? "
                + "AND complete = 1", Content::of, conversion.tenant(), id + Ledger.HISTORY);
        if (content.isEmpty()) {
            conversion.left(TABLE, id, "its document " + Texts.shown(row.required("document_id")) + " is not moved, or its id is none");
            return;
        }
        conversion.moved(TABLE, conversion.row(TABLE, id).text("document_id", row.required("document_id")).number("version", content.get().version())
                .text("original_path", row.text("original_path")).text("internal_path", content.get().key())
                .text("checksum", content.get().checksum()).number("size", content.get().size())
                .text("content_type", DocumentRows.contentType(row)).text("reason", REASON)
                .created(Stamps.ofCreation(row, TABLE + " " + id, conversion.remarks())));
    }
}
