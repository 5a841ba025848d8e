package org.docex.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldRowTest {
    @ParameterizedTest
    @CsvSource({"2026-11-21 02:09:07.441438, 2026-11-21T02:09:07.441438Z", "2026-11-21T02:09:07, 2026-11-21T02:09:07Z",
        "2026-11-21 02:09:09.3, 2026-11-21T02:09:09.300Z", "2026-11-21 02:09:09+02:00, 2026-11-21T00:09:09Z",
        "2026-11-21 02:09:09.5+00, 2026-11-21T02:09:09.500Z", "2026-11-21T02:09:09Z, 2026-11-21T02:09:09Z",
        "2026-11-21 02:09:09.123456789, 2026-11-21T02:09:09.123456Z"})
    void moments_are_read_as_any_of_the_databases_writes_them(String text, Instant time) {
        assertThat(OldRow.instant(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1735787045", "2025-02-30 10:00:00", "infinity", "0044-03-15 00:00:00 BC", "12026-01-01 00:00:00"})
    void what_is_no_moment_is_none(String text) {
        assertThat(OldRow.instant(text)).isEmpty();
    }
}
