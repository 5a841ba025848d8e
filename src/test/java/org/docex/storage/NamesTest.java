package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"My Basket: Q1, My_Basket_Q1", "___, unnamed", "..hidden.., hidden", "a   b, a_b", "Über/Straße, Über_Straße",
        "a\uD83D\uDE00b, a_b"})
    void sanitises(String given, String expected) {
        assertThat(Names.sanitise(given)).isEqualTo(expected);
    }

    @Test
    void cuts_to_80_characters_and_180_bytes_without_breaking_one() {
        assertThat(Names.sanitise("x".repeat(200))).hasSize(80);
        String fourBytes = Names.sanitise("\uD840\uDC00".repeat(80));
        assertThat(fourBytes.getBytes(StandardCharsets.UTF_8)).hasSize(180);
        assertThat(fourBytes.codePoints().allMatch(codePoint -> codePoint == 0x20000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\\b", "..", "a..b", "a\u0000b", "a\nb", "invoice\u202Efdp.exe", "a\u200Fb", "\uD800"})
    void refuses_names_that_mislead(String name) {
        assertThatThrownBy(() -> Names.given("name", name)).isInstanceOf(DocexException.class);
    }

    @Test
    void refuses_a_name_of_5000_characters_and_takes_255() {
        assertThatThrownBy(() -> Names.given("name", "x".repeat(5000))).isInstanceOf(DocexException.class);
        assertThat(Names.given("name", "\uD840\uDC00".repeat(255))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.pdf, .pdf", "archive.tar.gz, .gz", "noextension, ''", ".bashrc, ''", "a.averyveryverylongextension, ''"})
    void keeps_a_short_extension(String name, String extension) {
        assertThat(Names.extension(name)).isEqualTo(extension);
    }

    @Test
    void a_colliding_key_takes_more_of_the_id() {
        String id = "doc_0123456789abcdef0123456789abcdef";
        assertThat(key(id, 0)).isEqualTo("ns/Q1_cdef/invoice_abcdef.pdf");
        assertThat(key(id, 1)).isEqualTo("ns/Q1_cdef/invoice_6789abcdef.pdf");
    }

    private static String key(String id, int attempt) {
        return BlobKey.of(Optional.of("ns"), Optional.empty(), new ContentPlace("Q1", "bas_0123456789abcdef0123456789abcdef",
                "invoice.pdf", id), attempt);
    }
}
