package org.docex.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.document.DocumentSearch.Span;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSearchTest {
    @Test
    void no_two_sets_of_conditions_are_one_scope() {
        assertThat(Stream.of(search("", "", "", Optional.empty()), search("a", "", "", Optional.empty()),
                search("", "a", "", Optional.empty()), search("", "", "SENT", Optional.empty()),
                search("a\",\"name\":\"b", "", "", Optional.empty()), search("a", "b", "", Optional.empty()),
                search("", "", "", metadata("a", "1")), search("", "", "", Optional.of(Json.createObjectBuilder().add("a", 1).build())))
                .map(DocumentSearch::scope)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "GONE", ""})
    void refuses_statuses_that_no_document_has(String status) {
        assertRefused(() -> new DocumentSearch(Optional.empty(), Optional.empty(), Optional.of(status), Optional.empty(),
                Optional.empty(), Span.ALWAYS, Span.ALWAYS, Optional.empty(), Optional.empty()));
    }

    @Test
    void refuses_metadata_without_keys_with_too_many_and_with_half_a_character() {
        assertRefused(() -> search("", "", "", Optional.of(JsonObject.EMPTY_JSON_OBJECT)));
        JsonObjectBuilder many = Json.createObjectBuilder();
        IntStream.rangeClosed(1, 21).forEach(i -> many.add("k" + i, i));
        JsonObject tooMany = many.build();
        assertRefused(() -> search("", "", "", Optional.of(tooMany)));
        assertRefused(() -> search("", "", "", metadata("k", "\uD83D")));
        assertRefused(() -> search("", "", "", metadata("\uD83D", "v")));
        assertRefused(() -> search("", "", "", metadata("k".repeat(256), "v")));
    }

    private static DocumentSearch search(String basket, String name, String status, Optional<JsonObject> metadata) {
        return new DocumentSearch(given(basket), given(name), given(status), Optional.empty(), Optional.empty(), Span.ALWAYS, Span.ALWAYS, metadata,
                Optional.empty());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static Optional<JsonObject> metadata(String key, String value) {
        return Optional.of(Json.createObjectBuilder().add(key, value).build());
    }

    private static void assertRefused(Runnable search) {
        assertThatThrownBy(search::run).isInstanceOfSatisfying(
                DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }
}
