package org.docex.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "12", "-1.50", "true", "null", "[1,\"a\"]", "{\"a\":{\"b\":[]}}", "123456789012345678901234567890"})
    void json_stays_what_it_is(String text) {
        assertThat(OldJson.value(text)).hasValueSatisfying(value -> assertThat(value).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "word", "NaN", "[Infinity]", "007", "2025-01-01", "1, 2", "1],[2", "{\"a\":1", "{'a': 1}", "\"a", "1 2", "]"})
    void anything_else_is_none(String text) {
        assertThat(OldJson.value(text)).isEmpty();
    }

    @Test
    void an_object_is_found_where_it_was_encoded_twice() {
        assertThat(OldJson.object("\"{\\\"path\\\": \\\"Gr\\\\u00f6\\\"}\"").flatMap(object -> OldJson.text(object, "path"))).contains("Gr\u00f6");
        assertThat(OldJson.object("[]")).isEmpty();
    }
}
