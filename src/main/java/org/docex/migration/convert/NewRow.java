package org.docex.migration.convert;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import org.docex.paging.SortableTime;
import org.docex.transfer.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row of 3.0 in the making. What does not fit its column is made to fit and reported. */
final class NewRow {
    private final String table;
    private final Map<String, Table.Column> columns;
    private final String id;
    private final Remarks remarks;
    private final JsonObjectBuilder row = Jsons.PROVIDER.createObjectBuilder();

    NewRow(String table, Map<String, Table.Column> columns, String id, Remarks remarks) {
        this.table = table;
        this.columns = columns;
        this.id = id;
        this.remarks = remarks;
        row.add("id", id);
    }

    NewRow text(String column, String old) {
        String clean = Texts.characters(old);
        if (!clean.equals(old)) {
            remarks.found(FindingKind.CHARACTERS_REPLACED, subject(), column);
        }
        int limit = columns.get(column).characters().orElse(Integer.MAX_VALUE);
        String fitting = Texts.cut(clean, limit);
        if (!fitting.equals(clean)) {
            remarks.found(FindingKind.TEXT_CUT, subject(), column + " has " + clean.codePointCount(0, clean.length()) + " characters, at most "
                    + limit + " are kept: " + Texts.shown(fitting));
        }
        row.add(column, fitting);
        return this;
    }

    NewRow text(String column, Optional<String> old) {
        old.ifPresent(text -> text(column, text));
        return this;
    }

    /** A value that had to be replaced; reported where it differs from the old one. */
    NewRow replaced(String column, String old, String now) {
        if (!now.equals(old)) {
            remarks.found(FindingKind.VALUE_CHANGED, subject(), column + " was " + Texts.shown(old) + " and is '" + now + "' now");
        }
        row.add(column, now);
        return this;
    }

    NewRow number(String column, long value) {
        row.add(column, value);
        return this;
    }

    NewRow flag(String column, boolean value) {
        row.add(column, value);
        return this;
    }

    NewRow time(String column, Instant value) {
        row.add(column, SortableTime.format(value));
        return this;
    }

    NewRow time(String column, Optional<Instant> value) {
        value.ifPresent(time -> time(column, time));
        return this;
    }

    NewRow created(Stamps stamps) {
        row.add("created_by", Conversion.BY);
        return time("created_at", stamps.created());
    }

    NewRow changed(Stamps stamps) {
        row.add("updated_by", Conversion.BY);
        return created(stamps).time("updated_at", stamps.updated());
    }

    JsonObject build() {
        return row.build();
    }

    private String subject() {
        return table + " " + id;
    }
}
