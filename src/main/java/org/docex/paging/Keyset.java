package org.docex.paging;

import java.util.List;
import java.util.Optional;

/**
 * A page as a named query: {@code <prefix>.<order_by>.<asc|desc>}, with {@code .after} and the two parameters {@code value}
 * and {@code id} where a cursor continues.
 *
 * @param query what the cursor is bound to
 */
public record Keyset(String namedQuery, String query, Optional<List<String>> position) {
    public static Keyset of(String prefix, String scope, PageRequest request, CursorKey key) {
        String name = prefix + "." + request.orderBy() + (request.descending() ? ".desc" : ".asc");
        String query = name + " " + scope;
        Optional<List<String>> position = request.cursor().map(cursor -> key.open(query, cursor));
        return new Keyset(position.isPresent() ? name + ".after" : name, query, position);
    }
}
