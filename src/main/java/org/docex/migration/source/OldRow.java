package org.docex.migration.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The row that a query is at. */
public final class OldRow {
    /** As Python, SQLite and PostgreSQL write a moment; without an offset it is UTC. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendPattern("[XXX][XX][X]").toFormatter().withResolverStyle(ResolverStyle.STRICT);

    private final ResultSet row;

    OldRow(ResultSet row) {
        this.row = row;
    }

    public Optional<String> text(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A text that must be there; empty when it is not. */
    public String required(String column) throws SQLException {
        return text(column).orElse("");
    }

    public Optional<Long> number(String column) throws SQLException {
        try {
            return text(column).map(String::strip).map(Long::valueOf);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    public boolean flag(String column) throws SQLException {
        return text(column).filter(text -> text.equals("1") || text.equals("t") || text.equalsIgnoreCase("true")).isPresent();
    }

    /** A moment, as precise as 3.0 keeps it; empty when it is missing or unreadable. */
    public Optional<Instant> time(String column) throws SQLException {
        return text(column).flatMap(OldRow::instant);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from))
                    .map(found -> found instanceof OffsetDateTime exact ? exact.toInstant() : ((LocalDateTime) found).toInstant(ZoneOffset.UTC))
                    .map(time -> time.truncatedTo(ChronoUnit.MICROS)).filter(OldRow::fits);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Times of which the order of the text is the order of the times. */
    private static boolean fits(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }
}
