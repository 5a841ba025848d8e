package org.docex.migration.convert;

import jakarta.json.JsonValue;
import org.docex.error.DocexException;
import org.docex.http.MediaTypes;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldRow;
import org.docex.paging.SortableTime;
import org.docex.storage.Sha256;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code document}, and marks: what 2.x said of a document that is not so any more, as metadata of the kind {@code system}.
 * The content was found, and moved, before.
 */
public final class DocumentRows {
    static final String TABLE = "document";

    private static final String NO_CHECKSUM = "0".repeat(64);
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final List<String> STATUSES = List.of("RECEIVED", "PROCESSING", "PROCESSED", "FAILED", "SENT", "DUPLICATE");

    private DocumentRows() {}

    /** What the content's search found of a document. */
    private record Content(String key, String checksum, long size, long laterVersions) {}

    /** A document's status of 3.0; {@code RECEIVED} for what 2.x called otherwise. */
    public static String status(String old) {
        String status = old.strip().toUpperCase(Locale.ROOT);
        return STATUSES.contains(status) ? status : "RECEIVED";
    }

    static void convert(Conversion conversion) throws IOException {
        conversion.ledger().update("DELETE FROM mark WHERE tenant = ?", conversion.tenant());
        if (conversion.old().has(TABLE)) {
            conversion.old().each("SELECT " + conversion.old().columns(TABLE, "d", "id", "basket_id", "name", "source", "path", "content_type",
                    "document_type", "size", "checksum", "status", "processing_attempts", "created_at", "updated_at")
                    + " FROM document d ORDER BY " + conversion.old().byBytes("d.id"), row -> convert(conversion, row));
        }
    }

    private static void convert(Conversion conversion, OldRow row) throws SQLException {
        String id = row.required("id");
        String basket = row.required("basket_id");
        String subject = TABLE + " " + id;
        if (!Baskets.isId(id) || conversion.baskets().find(basket).isEmpty()) {
            conversion.left(TABLE, id, "its id or its basket's has not 1 to 36 letters, digits, '_' and '-'");
            return;
        }
        Optional<Content> found = content(conversion, id);
        if (found.isEmpty()) {
            conversion.sink().unknown(TABLE, id);
            return;
        }
        Content content = found.get();
        Stamps stamps = Stamps.of(row, subject, conversion.remarks());
        String oldName = row.required("name");
        String name = Texts.documentName(oldName);
        if (!name.equals(oldName)) {
            conversion.remarks().found(FindingKind.DOCUMENT_RENAMED, subject, Texts.shown(oldName) + " is '" + name + "' now");
            mark(conversion, id, stamps, "v2_name", Jsons.PROVIDER.createValue(Texts.characters(oldName)));
        }
        if (row.required("source").codePointCount(0, row.required("source").length()) > Texts.SOURCE) {
            mark(conversion, id, stamps, "v2_source", Jsons.PROVIDER.createValue(Texts.characters(row.required("source"))));
        }
        String source = Texts.source(row.required("source"), oldName);
        NewRow document = conversion.row(TABLE, id).text("basket_id", basket).text("name", name).text("source", row.required("source").isBlank() ? source : row.required("source"))
                .text("source_digest", Sha256.hex(source)).text("path", content.key()).replaced("content_type",
                        row.text("content_type").filter(type -> !type.isBlank()).orElse(contentType(row)), contentType(row))
                .text("document_type", row.text("document_type").filter(type -> !type.isBlank()).orElse("file")).number("size", content.size())
                .text("checksum", content.checksum()).text("status", status(conversion, row, id, basket, source, content, stamps))
                .number("content_version", 1 + content.laterVersions()).number("processing_attempts", Math.max(0, row.number("processing_attempts").orElse(0L)))
                .number("row_version", 1).changed(stamps);
        markContent(conversion, row, id, stamps, content);
        conversion.moved(TABLE, document);
    }

    private static Optional<Content> content(Conversion conversion, String id) {
        long versions = conversion.ledger().one("SELECT count(*) FROM content WHERE tenant = ? AND document = ? AND version > 0 AND complete = 1",
                found -> found.getLong(1), conversion.tenant(), id).orElse(0L);
        return conversion.ledger().one("SELECT key, checksum, size FROM content WHERE tenant = ? AND owner = ?",
                found -> new Content(found.getString("key"), found.getString("checksum"), found.getLong("size"), versions), conversion.tenant(), id);
    }

    /** The checksum that a row without content keeps. */
    public static String checksum(String old) {
        String checksum = old.strip().toLowerCase(Locale.ROOT);
        return CHECKSUM.matcher(checksum).matches() ? checksum : NO_CHECKSUM;
    }

    /** The media type in the spelling of 3.0. */
    static String contentType(OldRow row) throws SQLException {
        Optional<String> old = row.text("content_type").filter(type -> !type.isBlank());
        try {
            return old.isEmpty() ? UNKNOWN_TYPE : MediaTypes.canonical(old.get());
        } catch (DocexException none) {
            return UNKNOWN_TYPE;
        }
    }

    private static String status(
            Conversion conversion, OldRow row, String id, String basket, String source, Content content, Stamps stamps) throws SQLException {
        String old = row.required("status");
        String status = status(old);
        if (!status.equals(old)) {
            conversion.remarks().found(FindingKind.VALUE_CHANGED, TABLE + " " + id, "status was " + Texts.shown(old) + " and is '" + status + "' now");
            mark(conversion, id, stamps, "v2_status", Jsons.PROVIDER.createValue(Texts.characters(old)));
        }
        if (status.equals("DUPLICATE")) {
            return status;
        }
        Optional<String> older = conversion.ledger().one("SELECT owner FROM content WHERE tenant = ? AND basket = ? AND checksum = ? "
                + "AND source_digest = ? AND live = 1 AND (made < ? OR made = ? AND owner < ?) ORDER BY made, owner LIMIT 1",
                found -> found.getString(1), conversion.tenant(), basket, content.checksum(), Sha256.hex(source),
                made(stamps.created()), made(stamps.created()), id);
        if (older.isPresent()) {
            conversion.remarks().found(FindingKind.DUPLICATE_DOCUMENT, TABLE + " " + id, "of " + older.get());
            mark(conversion, id, stamps, "duplicate_of", Jsons.PROVIDER.createValue(older.get()));
            return "DUPLICATE";
        }
        return status;
    }

    /** A moment as the ledger orders documents by. */
    public static String made(Instant created) {
        return SortableTime.format(created);
    }

    private static void markContent(
            Conversion conversion, OldRow row, String id, Stamps stamps, Content content) throws SQLException {
        String checksum = row.required("checksum");
        if (content.key().isEmpty()) {
            mark(conversion, id, stamps, "v2_content_missing", JsonValue.TRUE);
            mark(conversion, id, stamps, "v2_path", Jsons.PROVIDER.createValue(Texts.characters(row.required("path"))));
        }
        if (!checksum.equals(content.checksum())) {
            mark(conversion, id, stamps, "v2_checksum", Jsons.PROVIDER.createValue(Texts.characters(checksum)));
        }
        Optional<Long> size = row.number("size");
        if (size.isPresent() && size.get() != content.size()) {
            mark(conversion, id, stamps, "v2_size", Jsons.PROVIDER.createValue(size.get()));
        }
    }

    private static void mark(Conversion conversion, String document, Stamps stamps, String key, JsonValue value) {
        conversion.ledger().update("INSERT OR REPLACE INTO mark (tenant, document, key, value, made) VALUES (?, ?, ?, ?, ?)",
                conversion.tenant(), document, key, value.toString(), made(stamps.updated()));
    }
}
