package org.docex.migration.convert;

import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldJson;
import org.docex.migration.source.OldRow;
import org.docex.storage.Sha256;
import org.docex.transfer.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What every table's conversion works with.
 *
 * @param tenant as the ledger calls it
 * @param secrets where passwords go
 */
public record Conversion(String tenant, OldDatabase old, Baskets baskets, Ledger ledger, Secrets secrets, Remarks remarks, RowSink sink) {
    /** Who made the rows, as they say. */
    public static final String BY = "migration";

    private static final Map<String, Map<String, Table.Column>> COLUMNS = Table.all().stream().collect(Collectors.toUnmodifiableMap(
            Table::name, table -> table.columns().stream().collect(Collectors.toUnmodifiableMap(Table.Column::name, Function.identity()))));

    NewRow row(String table, String id) {
        return new NewRow(table, COLUMNS.get(table), id, remarks);
    }

    void moved(String table, NewRow row) {
        sink.moved(table, row.build());
    }

    void added(String table, NewRow row) {
        sink.added(table, row.build());
    }

    void left(String table, String id, String why) {
        remarks.found(FindingKind.ROW_LEFT, table + " " + (Baskets.isId(id) ? id : Texts.shown(id)), why);
        sink.left(table);
    }

    /** An id that no other row of this kind has, the same in every run. */
    static String madeId(String prefix, String of) {
        return prefix + Sha256.hex(of).substring(0, 32);
    }

    /** A moment that may be missing. */
    Optional<Instant> optionalTime(OldRow row, String column, String subject) throws SQLException {
        return row.text(column).isEmpty() ? Optional.empty() : Stamps.read(row, column, subject, remarks);
    }

    /** A JSON column: the value in the one spelling of 3.0; text that is no JSON becomes a JSON string. */
    Optional<String> json(OldRow row, String column, String subject) throws SQLException {
        Optional<String> text = row.text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value(text.get(), column, subject)).filter(value -> value != JsonValue.NULL).map(JsonValue::toString);
    }

    JsonValue value(String text, String column, String subject) {
        Optional<JsonValue> value = OldJson.value(text);
        if (value.isEmpty()) {
            remarks.found(FindingKind.UNREADABLE_JSON, subject, column + " was " + Texts.shown(text));
            return Jsons.PROVIDER.createValue(Texts.characters(text));
        }
        return clean(value.get(), column, subject);
    }

    /** A value whose texts hold no halves of characters. */
    private JsonValue clean(JsonValue value, String column, String subject) {
        String json = value.toString();
        String clean = Texts.characters(json);
        if (clean.equals(json)) {
            return value;
        }
        remarks.found(FindingKind.CHARACTERS_REPLACED, subject, column);
        return OldJson.value(clean).orElseThrow();
    }

    /** The status of work, when 2.x used another word than these: as its end tells. */
    String workStatus(OldRow row, List<String> known) throws SQLException {
        String status = row.required("status").strip().toLowerCase(Locale.ROOT);
        if (known.contains(status)) {
            return status;
        }
        boolean failed = row.text("error").filter(error -> !error.isBlank()).isPresent();
        boolean ended = row.text("completed_at").isPresent();
        return failed ? "failed" : ended || List.of("completed", "done", "ok").contains(status) ? "success"
                : List.of("running", "started", "processing").contains(status) || !known.contains("pending") ? "in_progress" : "pending";
    }
}
