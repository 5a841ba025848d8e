package org.docex.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "9223372036854775807, 9.2 EB"})
    void sizes_are_short(long bytes, String shown) {
        assertThat(ByteCount.size(bytes)).isEqualTo(shown);
    }

    @Test
    void a_bar_fills_and_never_overflows() {
        ByteCount count = new ByteCount("Sending", OptionalLong.of(2000));
        count.add(1000);
        assertThat(count.get()).isEqualTo("Sending [###############...............]  50 % of 2.0 kB");
        count.add(5000);
        assertThat(count.get()).isEqualTo("Sending [##############################] 100 % of 2.0 kB");
    }

    @Test
    void without_a_total_the_bytes_are_counted() {
        ByteCount count = new ByteCount("Receiving", OptionalLong.empty());
        count.add(1500);
        assertThat(count.get()).isEqualTo("Receiving 1.5 kB");
    }
}
