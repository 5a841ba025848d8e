package org.docex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/plain|text/plain",
        "Text/Plain ; Charset=UTF-8|text/plain;charset=UTF-8",
        "a/b; c=\"d\"|a/b;c=d",
        "a/b; c=\"d e\"; f=g|a/b;c=\"d e\";f=g",
        "a/b;c=\"a\\\\\\\"b\"|a/b;c=\"a\\\\\\\"b\"",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document|application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
    void one_spelling(String given, String canonical) {
        assertThat(MediaTypes.canonical(given)).isEqualTo(canonical);
        assertThat(MediaTypes.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/", "/plain", "text/plain;", "text/plain; charset", "text/plain; c=\"d", "text/plain; c=d e", "a b/c",
        "text/plain;c=\"\u0001\""})
    void refuses_what_is_no_media_type(String given) {
        assertThatThrownBy(() -> MediaTypes.canonical(given)).isInstanceOf(DocexException.class).hasMessageContaining("media type");
    }
}
