package org.docex.paging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page as a query: its order, and the condition that continues behind the row the previous page ended with.
 *
 * @param query what the cursor is bound to
 * @param position value and id of the row that the previous page ended with
 */
public record Keyset(String query, PageRequest request, Optional<List<String>> position) {
    /**
     * @param list which list it is
     * @param scope the values that the list is restricted to, in one text
     */
    public static Keyset of(String list, String scope, PageRequest request, CursorKey key) {
        String query = list + "." + request.orderBy() + (request.descending() ? ".desc " : ".asc ") + scope;
        return new Keyset(query, request, request.cursor().map(cursor -> key.open(query, cursor)));
    }

    /** The condition in JPQL with the parameters {@code value} and {@code id}; empty on the first page. */
    public Optional<String> condition(String alias, String field) {
        String name = alias + "." + field;
        String after = request.descending() ? "<" : ">";
        return position.map(row -> name + " " + after + "= :value AND (" + name + " " + after + " :value OR " + alias + ".id " + after + " :id)");
    }

    /** The {@code ORDER BY}; its last column is the id. */
    public String order(String alias, String field) {
        String direction = request.descending() ? " DESC" : "";
        return " ORDER BY " + alias + "." + field + direction + ", " + alias + ".id" + direction;
    }

    /** What the query is told of the position; nothing on the first page. */
    public Map<String, Object> parameters() {
        return position.<Map<String, Object>>map(row -> Map.of("value", value(row.get(0)), "id", row.get(1))).orElse(Map.of());
    }

    private Object value(String text) {
        if (request.orderBy().endsWith("_at")) {
            return Instant.parse(text);
        }
        return request.orderBy().equals("size") || request.orderBy().equals("version") ? (Object) Long.valueOf(text) : text;
    }
}
