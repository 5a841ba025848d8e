package org.docex.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void an_option_takes_upper_case() {
        assertThat(Digest.ofOption("--sha256", "AB".repeat(32))).isEqualTo("ab".repeat(32));
        assertThatThrownBy(() -> Digest.ofOption("--sha256", "ag".repeat(32))).hasMessageContaining("--sha256");
    }
}
