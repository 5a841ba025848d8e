package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.storage.BlobStore.Blob;
import org.docex.storage.BlobStore.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
            assertThat(blob.from(0).readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        }
        try (Blob blob = store().open("acme", "b/a.txt").orElseThrow()) {
            assertThat(blob.from(3).readAllBytes()).isEqualTo("lo".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void never_replaces_what_is_there() throws IOException {
        store().createArea("acme");
        put("acme", "b/a.txt", "first");
        try (Draft draft = store().draft("acme")) {
            draft.write("second".getBytes(StandardCharsets.UTF_8), 6);
            draft.sync();
            assertThat(draft.publish("b/a.txt")).isFalse();
        }
        try (Blob blob = store().open("acme", "b/a.txt").orElseThrow()) {
            assertThat(blob.from(0).readAllBytes()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void shows_nothing_of_a_draft_that_was_not_published() throws IOException {
        store().createArea("acme");
        try (Draft draft = store().draft("acme")) {
            draft.write(new byte[10], 10);
        }
        assertThat(store().open("acme", "b/a.txt")).isEmpty();
        store().removeEmptyArea("acme");
        assertThat(store().hasArea("acme")).isFalse();
    }

    @Test
    default void a_sweep_leaves_what_is_named_and_nothing_else() throws IOException {
        store().createArea("acme");
        store().createArea("contoso");
        put("acme", "b/named.txt", "a");
        put("acme", "b/left.txt", "b");
        put("contoso", "b/left.txt", "c");
        try (Draft cutOff = store().draft("acme")) {
            cutOff.write(new byte[10], 10);
            store().sweep("acme", "b/named.txt"::equals);
            assertThat(store().usage("acme").objects()).isEqualTo(1);
            assertThat(store().open("acme", "b/named.txt")).isPresent();
            assertThat(store().usage("contoso").objects()).isEqualTo(1);
        }
        store().delete("acme", "b/named.txt");
        store().emptyArea("acme");
        store().removeEmptyArea("acme");
        assertThat(store().hasArea("acme")).isFalse();
    }

    @Test
    default void keeps_areas_apart_whatever_the_key() throws IOException {
        store().createArea("acme");
        store().createArea("contoso");
        put("contoso", "b/a.txt", "secret");
        for (String key : new String[] {"../contoso/b/a.txt", "/contoso/b/a.txt", "b/../../contoso/b/a.txt", "", ".", ".staging/x"}) {
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

    private void put(String area, String key, String text) throws IOException {
        try (Draft draft = store().draft(area)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            draft.write(bytes, bytes.length);
            draft.sync();
            assertThat(draft.publish(key)).isTrue();
        }
    }
}
