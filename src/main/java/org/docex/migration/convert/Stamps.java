package org.docex.migration.convert;

import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** When a row was made and changed. A moment that is missing or unreadable becomes the other one, or the epoch. */
record Stamps(Instant created, Instant updated) {
    static Stamps of(OldRow row, String subject, Remarks remarks) throws SQLException {
        Optional<Instant> created = read(row, "created_at", subject, remarks);
        Optional<Instant> updated = read(row, "updated_at", subject, remarks);
        Instant first = created.or(() -> updated).orElse(Instant.EPOCH);
        return new Stamps(first, updated.orElse(first));
    }

    /** Of a row that is never changed. */
    static Stamps ofCreation(OldRow row, String subject, Remarks remarks) throws SQLException {
        Instant created = read(row, "created_at", subject, remarks).orElse(Instant.EPOCH);
        return new Stamps(created, created);
    }

    static Optional<Instant> read(OldRow row, String column, String subject, Remarks remarks) throws SQLException {
        Optional<Instant> time = row.time(column);
        if (time.isEmpty()) {
            remarks.found(FindingKind.TIME_UNREADABLE, subject, column + " is " + row.text(column).map(Texts::shown).orElse("missing"));
        }
        return time;
    }
}
