package org.docex.paging;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What a caller asks of a list.
 *
 * @param limit 1 to 1,000
 * @param orderBy one of the fields the list can be ordered by
 * @param cursor where the previous page ended
 */
public record PageRequest(int limit, String orderBy, boolean descending, Optional<String> cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 1000;

    /** @throws DocexException {@code REQUEST_INVALID} for a limit, field or order that the list does not know */
    public static PageRequest of(
            Optional<String> limit, Optional<String> orderBy, Optional<String> order, Optional<String> cursor,
            List<String> fields) {
        String field = orderBy.orElse(fields.get(0));
        if (!fields.contains(field)) {
            throw invalid("order_by is one of " + fields + ".");
        }
        String direction = order.orElse("desc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw invalid("order is asc or desc.");
        }
        return new PageRequest(limit(limit), field, direction.equals("desc"), cursor);
    }

    /** @throws DocexException {@code REQUEST_INVALID} for anything but 1 to 1,000 */
    public static int limit(Optional<String> text) {
        String given = text.orElse(Integer.toString(DEFAULT_LIMIT));
        int limit = given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw invalid("limit is a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
