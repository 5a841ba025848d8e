package org.docex.paging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page as a query. A named one is called {@code <prefix>.<order_by>.<asc|desc>}, with {@code .after} and the two parameters
 * {@code value} and {@code id} where a cursor continues.
 *
 * @param query what the cursor is bound to
 * @param position value and id of the row that the previous page ended with
 */
public record Keyset(String namedQuery, String query, PageRequest request, Optional<List<String>> position) {
    /** @param scope the values that the list is restricted to, in one text */
    public static Keyset of(String prefix, String scope, PageRequest request, CursorKey key) {
        String name = prefix + "." + request.orderBy() + (request.descending() ? ".desc" : ".asc");
        String query = name + " " + scope;
        Optional<List<String>> position = request.cursor().map(cursor -> key.open(query, cursor));
        return new Keyset(position.isPresent() ? name + ".after" : name, query, request, position);
    }

    /** What the query is told of the position; nothing on the first page. */
    public Map<String, Object> parameters() {
        return position.<Map<String, Object>>map(row -> Map.of(
                "value", request.orderBy().equals("created_at") ? Instant.parse(row.get(0)) : row.get(0),
                "id", row.get(1))).orElse(Map.of());
    }
}
