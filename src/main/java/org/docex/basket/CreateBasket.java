package org.docex.basket;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Names;
import java.util.Optional;

/**
 * What a caller says of a new basket.
 *
 * @param name is sanitised; 1 to 255 characters
 * @param description at most 10,000 characters
 * @param storage one of the operator's; {@code documents} by default
 */
public record CreateBasket(String name, Optional<String> description, Optional<String> storage) {
    private static final int MAX_DESCRIPTION = 10_000;

    /** @throws DocexException {@code REQUEST_INVALID} */
    public CreateBasket {
        Names.given("basket's name", name);
        checkDescription(description);
    }

    static void checkDescription(Optional<String> description) {
        if (description.filter(text -> text.length() > MAX_DESCRIPTION || text.indexOf('\0') >= 0).isPresent()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "A basket's description has at most " + MAX_DESCRIPTION + " characters and no NUL.");
        }
    }
}
