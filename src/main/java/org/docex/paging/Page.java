package org.docex.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most {@code limit} of them, in order
 * @param next the cursor of the next page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<R>(items.stream().<R>map(view).toList(), next);
    }

    /**
     * Cuts a page out of rows that were read with a limit of one more than asked for.
     *
     * @param cursorOf the cursor that continues after a row
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<? super T, String> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), Optional.empty());
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, Optional.of(cursorOf.apply(items.get(limit - 1))));
    }
}
