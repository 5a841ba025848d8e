package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.storage.BlobStore.Blob;
import org.docex.storage.BlobStore.Draft;
import org.docex.storage.BlobStore.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every back end must do. */
interface BlobStoreContract {
    BlobStore store();

    @Test
    default void gives_back_the_exact_bytes_from_any_position() throws IOException {
        store().createArea("acme");
        put("acme", "b/a.txt", "hello");
        try (Blob blob = store().open("acme", "b/a.txt").orElseThrow()) {
            assertThat(blob.size()).isEqualTo(5);
            assertThat(blob.from(0).readAllBytes()).isEqualTo(bytes("hello"));
        }
        try (Blob blob = store().open("acme", "b/a.txt").orElseThrow()) {
            assertThat(blob.from(3).readAllBytes()).isEqualTo(bytes("lo"));
        }
        try (Blob blob = store().open("acme", "b/a.txt").orElseThrow()) {
            assertThat(blob.from(5).readAllBytes()).isEmpty();
        }
    }

    @Test
    default void keeps_what_holds_nothing_and_what_has_an_odd_name() throws IOException {
        store().createArea("acme");
        for (String key : new String[] {"b/empty", "b/ä ö+%2F&=?#.txt", "b/日本.txt"}) {
            put("acme", key, key.equals("b/empty") ? "" : key);
            assertThat(read("acme", key)).isEqualTo(key.equals("b/empty") ? "" : key);
        }
        assertThat(found("acme")).extracting(Found::key)
                .containsExactlyInAnyOrder("b/empty", "b/ä ö+%2F&=?#.txt", "b/日本.txt");
    }

    @Test
    default void never_replaces_what_is_there() throws IOException {
        store().createArea("acme");
        put("acme", "b/a.txt", "first");
        try (Draft draft = store().draft("acme", attempt -> "b/a.txt")) {
            draft.write(bytes("second"), 6);
            draft.sync();
            assertThat(draft.publish()).isEmpty();
        }
        assertThat(read("acme", "b/a.txt")).isEqualTo("first");
        assertThat(found("acme")).hasSize(1);
    }

    @Test
    default void takes_the_first_key_that_is_free() throws IOException {
        store().createArea("acme");
        put("acme", "b/0", "a");
        put("acme", "b/1", "b");
        try (Draft draft = store().draft("acme", attempt -> "b/" + attempt)) {
            draft.write(bytes("c"), 1);
            draft.sync();
            assertThat(draft.publish()).contains("b/2");
        }
        assertThat(read("acme", "b/2")).isEqualTo("c");
    }

    @Test
    default void shows_nothing_of_a_draft_that_was_not_published() throws IOException {
        store().createArea("acme");
        try (Draft draft = store().draft("acme", attempt -> "b/a.txt")) {
            draft.write(new byte[10], 10);
        }
        try (Draft draft = store().draft("acme", attempt -> "b/a.txt")) {
            draft.write(new byte[10], 10);
            draft.sync();
        }
        assertThat(store().open("acme", "b/a.txt")).isEmpty();
        assertThat(found("acme")).isEmpty();
        store().removeEmptyArea("acme");
        assertThat(store().hasArea("acme")).isFalse();
    }

    @Test
    default void a_draft_that_was_closed_takes_nothing_more_and_one_that_was_published_stays() throws IOException {
        store().createArea("acme");
        Draft closed = store().draft("acme", attempt -> "b/closed");
        closed.close();
        assertThatThrownBy(() -> closed.write(new byte[1], 1)).isInstanceOf(IOException.class);
        Draft published = store().draft("acme", attempt -> "b/published");
        published.write(bytes("x"), 1);
        published.sync();
        assertThat(published.publish()).contains("b/published");
        published.close();
        published.close();
        assertThat(read("acme", "b/published")).isEqualTo("x");
    }

    @Test
    default void shows_what_lies_in_an_area_and_discards_it() throws IOException {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        store().createArea("acme");
        store().createArea("contoso");
        put("acme", "b/named.txt", "a");
        put("acme", "b/left.txt", "bb");
        put("contoso", "b/left.txt", "c");
        for (Found found : found("acme")) {
            assertThat(found.unfinished()).isFalse();
            assertThat(found.since()).isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
            if (found.key().equals("b/left.txt")) {
                assertThat(found.size()).isEqualTo(2);
                store().discard("acme", found);
                store().discard("acme", found);
            }
        }
        assertThat(found("acme")).extracting(Found::key).containsExactly("b/named.txt");
        assertThat(found("contoso")).hasSize(1);
    }

    @Test
    default void an_area_is_taken_until_it_is_empty_and_removed() throws IOException {
        assertThat(store().isTaken("acme")).isFalse();
        assertThat(store().createArea("acme")).isTrue();
        assertThat(store().createArea("acme")).isFalse();
        assertThat(store().hasArea("acme")).isTrue();
        assertThat(store().hasArea("acm")).isFalse();
        assertThat(store().isTaken("acme")).isTrue();
        assertThat(store().isTaken("acm")).isFalse();
        put("acme", "b/a.txt", "x");
        store().removeEmptyArea("acme");
        assertThat(store().hasArea("acme")).isTrue();
        store().emptyArea("acme");
        assertThat(store().hasArea("acme")).isTrue();
        store().removeEmptyArea("acme");
        assertThat(store().hasArea("acme")).isFalse();
        assertThat(store().isTaken("acme")).isFalse();
    }

    @Test
    default void keeps_areas_apart_whatever_the_key() throws IOException {
        store().createArea("acme");
        store().createArea("contoso");
        put("contoso", "b/a.txt", "secret");
        for (String key : new String[] {
            "../contoso/b/a.txt", "/contoso/b/a.txt", "b/../../contoso/b/a.txt", "", ".", "..", ".staging/x"
        }) {
            assertThatThrownBy(() -> store().open("acme", key)).as(key).isInstanceOf(IOException.class);
        }
        assertThat(store().open("acme", "b/a.txt")).isEmpty();
    }

    @Test
    default void deletes_and_deletes_again_without_complaint() throws IOException {
        store().createArea("acme");
        put("acme", "b/a.txt", "x");
        store().delete("acme", "b/a.txt");
        store().delete("acme", "b/a.txt");
        assertThat(store().open("acme", "b/a.txt")).isEmpty();
    }

    private List<Found> found(String area) throws IOException {
        List<Found> all = new ArrayList<>();
        store().look(area, all::add);
        return all;
    }

    private String read(String area, String key) throws IOException {
        try (Blob blob = store().open(area, key).orElseThrow()) {
            return new String(blob.from(0).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void put(String area, String key, String text) throws IOException {
        try (Draft draft = store().draft(area, attempt -> key)) {
            draft.write(bytes(text), bytes(text).length);
            draft.sync();
            assertThat(draft.publish()).isEqualTo(Optional.of(key));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
