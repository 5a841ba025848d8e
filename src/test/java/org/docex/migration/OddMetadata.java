package org.docex.migration;

import static org.docex.migration.OddInstallation.json;

import java.sql.SQLException;
import java.util.Collections;

/** Metadata of one document, under keys that say what they are. */
final class OddMetadata {
    private final Boundary a;
    private final OddInstallation.Notes notes;

    private OddMetadata(Boundary a, OddInstallation.Notes notes) {
        this.a = a;
        this.notes = notes.in(a);
    }

    static void fill(Boundary a, OddInstallation.Notes notes) throws SQLException {
        OddMetadata metadata = new OddMetadata(a, notes);
        metadata.values();
        metadata.keysAndTypes();
        if (!a.onPostgres()) {
            metadata.onSqlite();
        }
    }

    private void values() throws SQLException {
        add(Oddity.WRAPPED_METADATA, "wrapped", json("{'extra': {'value': 'gr\\u00f6\\u00dfer'}}"));
        add(Oddity.EMPTY_WRAPPED_METADATA, "empty_wrapped", json("{'extra': {}}"));
        add(Oddity.WORD_METADATA, "word", "größer als 5");
        add(Oddity.EMPTY_METADATA, "empty", "");
        add(Oddity.LEADING_ZERO_METADATA, "leading_zero", "007");
        add(Oddity.CUT_OFF_METADATA, "cut_off", "{\"a\": [1, 2");
        add(Oddity.NULL_METADATA, "null", "null");
        add(Oddity.DUPLICATE_METADATA_1, "duplicate", "\"first\"");
        add(Oddity.DUPLICATE_METADATA_2, "duplicate", "\"second\"");
        add(Oddity.NAN_METADATA, "nan", "NaN");
        add(Oddity.INFINITE_METADATA, "infinite", "[Infinity, -Infinity, 1e400]");
        add(Oddity.SURROGATE_METADATA, "surrogate", "\"half \\ud83d\"");
        add(Oddity.REPEATED_MEMBER_METADATA, "repeated_member", json("{'a': 1, 'a': 2}"));
        add(Oddity.HUGE_NUMBER_METADATA, "huge_number", "[123456789012345678901234567890, 0.1000000000000000055511151231257827]");
        add(Oddity.DEEP_METADATA, "deep", "[".repeat(900) + "]".repeat(900));
        add(Oddity.LARGE_METADATA, "large", "\"" + "large ".repeat(350_000) + "\"");
        add(Oddity.VECTOR_METADATA, "embedding", "[" + String.join(", ", Collections.nCopies(1536, "-0.0123456789")) + "]");
        add(Oddity.ESCAPED_NUL_METADATA, "escaped_nul", "\"a\\u0000b\"");
    }

    private void keysAndTypes() throws SQLException {
        add(Oddity.KEYLESS_METADATA, "", "\"no key\"");
        add(Oddity.LONG_KEY_METADATA, "k".repeat(255), "1");
        add(Oddity.UMLAUT_KEY_METADATA, "Größe in m² 📏", "12.50");
        add(Oddity.SYSTEM_METADATA, "system", "\"system\"");
        a.set("document_metadata", notes.id(Oddity.SYSTEM_METADATA), "metadata_type", "system");
        add(Oddity.BAD_TYPE_METADATA, "bad_type", "true");
        a.set("document_metadata", notes.id(Oddity.BAD_TYPE_METADATA), "metadata_type", "");
        if (!a.query("SELECT * FROM document_metadata LIMIT 1").get(0).containsKey("coordination_id")) {
            return;
        }
        add(Oddity.COORDINATED_METADATA, "coordinated", "\"coordinated\"");
        String uuid = "0f0e0d0c-0b0a-4908-8706-050403020100";
        a.set("document_metadata", notes.id(Oddity.COORDINATED_METADATA), "coordination_id",
                a.onPostgres() ? uuid : uuid.replace("-", ""));
    }

    private void onSqlite() throws SQLException {
        add(Oddity.NUL_METADATA, "nul", "\"a\0b\"");
        add(Oddity.TOO_LONG_KEY_METADATA, "k".repeat(300), "1");
        add(Oddity.BAD_TIME_METADATA, "bad_time", "1");
        a.set("document_metadata", notes.id(Oddity.BAD_TIME_METADATA), "created_at", "yesterday");
        a.set("document_metadata", notes.id(Oddity.BAD_TIME_METADATA), "updated_at", "");
    }

    private void add(Oddity oddity, String key, String value) throws SQLException {
        notes.add(oddity, a.metadata(notes.id(Oddity.DOCUMENT), key, value));
    }
}
