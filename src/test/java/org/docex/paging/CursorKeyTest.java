package org.docex.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CursorKeyTest {
    private final CursorKey key = new CursorKey(new byte[] {1});

    @Test
    void opens_what_it_sealed() {
        assertThat(key.open("list", key.seal("list", List.of("a b", "id")))).containsExactly("a b", "id");
    }

    @Test
    void refuses_another_query_another_boundary_and_any_changed_character() {
        String cursor = key.seal("list", List.of("a", "id"));
        assertThatThrownBy(() -> key.open("other", cursor)).isInstanceOf(DocexException.class);
        assertThatThrownBy(() -> new CursorKey(new byte[] {2}).open("list", cursor)).isInstanceOf(DocexException.class);
        assertThatThrownBy(() -> key.open("list", "")).isInstanceOf(DocexException.class);
        IntStream.range(0, cursor.length() - 1).forEach(at -> assertThatThrownBy(() -> key.open("list",
                cursor.substring(0, at) + (cursor.charAt(at) == 'A' ? 'B' : 'A') + cursor.substring(at + 1)))
                .isInstanceOf(DocexException.class));
    }

    @Test
    void ids_sort_by_the_time_they_were_made() {
        String first = Ids.next("doc_");
        long made = System.currentTimeMillis();
        while (System.currentTimeMillis() == made) {
            Thread.onSpinWait();
        }
        assertThat(Ids.next("doc_")).isGreaterThan(first).matches("doc_[0-9a-f]{32}");
    }
}
