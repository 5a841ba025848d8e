package org.docex.event;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Optional;

/**
 * Which events a caller wants.
 *
 * @param after only what came later; without it from the oldest that is kept
 * @param limit 1 to 1,000
 */
public record EventQuery(
        Optional<Long> after, int limit, Optional<String> basketId, Optional<String> documentId, Optional<String> eventType) {

    /** @throws DocexException {@code REQUEST_INVALID} */
    static long sequence(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "after is the sequence of an event, a whole number from 0.");
        }
        return Long.parseLong(text);
    }
}
