package org.docex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/plain|text/plain",
        "text/plain; charset=utf-8;|text/plain;charset=utf-8",
        "text/plain;;charset=utf-8|text/plain;charset=utf-8",
        "Text/Plain ; Charset=UTF-8|text/plain;charset=UTF-8",
        "a/b; c=\"d\"|a/b;c=d",
        "a/b; c=\"d e\"; f=g|a/b;c=\"d e\";f=g",
        "a/b;c=\"a\\\\\\\"b\"|a/b;c=\"a\\\\\\\"b\"",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document|application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
    void one_spelling(String given, String canonical) {
        assertThat(MediaTypes.canonical(given)).isEqualTo(canonical);
        assertThat(MediaTypes.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    void refuses_what_is_long_before_it_looks() {
        for (String hostile : List.of("a/b;c=\"" + "d".repeat(60_000) + "\"", "a/b;" + " ".repeat(60_000) + "x", "a/b" + ";c=d".repeat(20_000))) {
            assertThatThrownBy(() -> MediaTypes.canonical(hostile)).isInstanceOf(DocexException.class);
        }
        assertThat(MediaTypes.isReadableAccept("a/b,".repeat(20_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "text/html, */*;q=0.1", "a/b;c=d;q=1.000 , c/d", "a/b,,c/d"})
    void an_accept_that_all_read_alike(String given) {
        assertThat(MediaTypes.isReadableAccept(given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a/b;q=abc", "a/b;q=", "a/b;q", "*/*;q=1.0.0", "a/b;=", "a/b;q=2", "a/b;c=\"d\"", "a b/c"})
    void an_accept_that_cannot_be_read(String given) {
        assertThat(MediaTypes.isReadableAccept(given)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/", "/plain", "*/*", "text/*", "text/plain; charset=\"x y\"", "text/plain; charset", "text/plain; c=\"d", "text/plain; c=d e", "a b/c",
        "text/plain;c=\"\u0001\""})
    void refuses_what_is_no_media_type(String given) {
        assertThatThrownBy(() -> MediaTypes.canonical(given)).isInstanceOf(DocexException.class).hasMessageContaining("media type");
    }
}
