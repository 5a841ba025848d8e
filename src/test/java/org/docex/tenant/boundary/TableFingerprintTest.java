package org.docex.tenant.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableFingerprintTest {
    @Test
    void a_statement_is_compared_part_by_part_however_it_is_spaced() {
        assertThat(TableFingerprint.definitions("CREATE TABLE t (\n  id varchar(36) NOT NULL,\n  CHECK (s IN ('a', 'b'))\n)"))
                .containsExactly("CREATE TABLE t", "id varchar(36) NOT NULL", "CHECK (s IN ('a', 'b'))")
                .isEqualTo(TableFingerprint.definitions("CREATE TABLE t (id  varchar(36) NOT NULL, CHECK (s IN ('a', 'b')) )"));
        assertThat(TableFingerprint.definitions("CREATE INDEX i ON t (a, b) WHERE a <> 'x'"))
                .containsExactly("CREATE INDEX i ON t", "a", "b", "WHERE a <> 'x'");
    }

    @Test
    void what_is_missing_is_told_before_what_is_too_much() {
        TableFingerprint reference = new TableFingerprint(List.of("a", "b"));
        assertThat(new TableFingerprint(List.of("a", "b")).difference(reference)).isEmpty();
        assertThat(new TableFingerprint(List.of("a", "c")).difference(reference)).contains("missing: b");
        assertThat(new TableFingerprint(List.of("a", "b", "c")).difference(reference)).contains("not ours: c");
    }
}
