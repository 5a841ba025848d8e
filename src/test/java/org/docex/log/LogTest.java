package org.docex.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTest {
    private record Subject(Optional<String> request, Optional<String> tenant, Optional<String> user) implements LogSubject {}

    @Test
    void a_line_says_for_whom_it_is() {
        assertThat(Log.line(new Subject(Optional.of("r-1"), Optional.of("acme"), Optional.of("ann")), "It failed"))
                .isEqualTo("[request r-1 tenant acme user ann] It failed");
    }

    @Test
    void what_nobody_knows_is_a_dash() {
        assertThat(Log.line(new Subject(Optional.empty(), Optional.empty(), Optional.empty()), "It failed"))
                .isEqualTo("[request - tenant - user -] It failed");
    }

    @Test
    void a_users_name_forges_no_line_and_no_frame() {
        assertThat(Log.line(new Subject(Optional.empty(), Optional.empty(), Optional.of("eve] ok\n[request x é%")), "m"))
                .isEqualTo("[request - tenant - user eve%005d%0020ok%000a%005brequest%0020x%0020%00e9%0025] m");
        assertThat(Log.encoded("x".repeat(500))).hasSize(103).endsWith("...");
    }
}
