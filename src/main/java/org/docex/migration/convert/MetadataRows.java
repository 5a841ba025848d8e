package org.docex.migration.convert;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldRow;
import org.docex.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code document_metadata}: each value as the JSON value it is, each key once a document. */
final class MetadataRows {
    private static final String TABLE = "document_metadata";
    private static final int LONGEST_VALUE = 1 << 16;
    private static final Pattern KINDS_OF_MARKS = Pattern.compile("v2_.*|duplicate_of");

    private final Conversion conversion;
    private final Set<String> keys = new HashSet<>();
    private String document = "";

    private MetadataRows(Conversion conversion) {
        this.conversion = conversion;
    }

    static void convert(Conversion conversion) throws IOException {
        MetadataRows rows = new MetadataRows(conversion);
        if (conversion.old().has(TABLE) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(TABLE, "m", "id", "document_id", "key", "value", "metadata_type",
                    "coordination_id", "created_at", "updated_at") + ", d.id AS parent FROM document_metadata m LEFT JOIN document d "
                    + "ON d.id = m.document_id ORDER BY " + conversion.old().byBytes("m.document_id") + ", " + conversion.old().byBytes("m.\"key\"")
                    + ", " + conversion.old().column(TABLE, "m", "updated_at") + " DESC, " + conversion.old().byBytes("m.id") + " DESC", rows::convert);
        }
        rows.addMarks();
    }

    private void convert(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = TABLE + " " + id;
        if (!Baskets.isId(id) || !isMoved(row)) {
            conversion.left(TABLE, id, "its document " + Texts.shown(row.required("document_id")) + " is not moved, or its id is none");
            return;
        }
        String fitting = Texts.cut(Texts.characters(row.required("key")), 255);
        if (!row.required("document_id").equals(document)) {
            keys.clear();
        }
        document = row.required("document_id");
        String key = fitting;
        if (!keys.add(key)) {
            conversion.remarks().found(FindingKind.DUPLICATE_METADATA, "document " + document, Texts.shown(key) + " was also "
                    + Texts.shown(row.required("value")) + " (" + id + ")");
            conversion.sink().left(TABLE);
            return;
        }
        String value = value(row.required("value"), subject, key).toString();
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE || key.isBlank() || key.chars().anyMatch(Character::isISOControl)) {
            conversion.remarks().found(FindingKind.OVER_LIMIT, "document " + document, "metadata " + Texts.shown(key));
        }
        if (KINDS_OF_MARKS.matcher(key).matches()) {
            conversion.ledger().update("DELETE FROM mark WHERE tenant = ? AND document = ? AND key = ?", conversion.tenant(), document, key);
        }
        Stamps stamps = Stamps.of(row, subject, conversion.remarks());
        conversion.moved(TABLE, conversion.row(TABLE, id).text("document_id", document).text("key", row.required("key")).text("value", value)
                .text("value_digest", Sha256.hex(value)).replaced("metadata_type", row.required("metadata_type"),
                        row.required("metadata_type").equals("system") ? "system" : "custom")
                .text("coordination_id", row.text("coordination_id").map(String::strip)).changed(stamps));
    }

    private boolean isMoved(OldRow row) throws SQLException {
        return row.text("parent").filter(Baskets::isId).isPresent();
    }

    private JsonValue value(String text, String subject, String key) {
        JsonValue value = conversion.value(text, "value", subject);
        if (value instanceof JsonObject wrapped && wrapped.size() == 1 && wrapped.get("extra") instanceof JsonObject extra
                && extra.size() == 1 && extra.containsKey("value")) {
            conversion.remarks().found(FindingKind.WRAPPED_METADATA, subject, "key " + Texts.shown(key));
            return extra.get("value");
        }
        return value;
    }

    private void addMarks() throws IOException {
        conversion.ledger().each("SELECT document, key, value, made FROM mark WHERE tenant = ? ORDER BY document, key", mark -> {
            String of = mark.getString("document");
            String name = mark.getString("key");
            Instant made = Instant.parse(mark.getString("made"));
            conversion.added(TABLE, conversion.row(TABLE, Conversion.madeId("dmt_", of + " " + name)).text("document_id", of).text("key", name)
                    .text("value", mark.getString("value")).text("value_digest", Sha256.hex(mark.getString("value")))
                    .text("metadata_type", "system").text("coordination_id", Optional.empty()).changed(new Stamps(made, made)));
        }, conversion.tenant());
    }
}
