package org.docex.basket;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * A change of a basket (RFC 7396).
 *
 * @param description empty when it stays; holds an empty one when it goes
 * @param status {@code active} or {@code inactive}; empty when it stays
 */
public record BasketPatch(Optional<Optional<String>> description, Optional<String> status) {
    static final List<String> STATUSES = List.of(Basket.ACTIVE, "inactive");

    /** @throws DocexException {@code REQUEST_INVALID} */
    public BasketPatch {
        description.ifPresent(CreateBasket::checkDescription);
        status.filter(one -> !STATUSES.contains(one)).ifPresent(unknown -> {
            throw invalid("status is one of " + STATUSES + ".");
        });
    }

    /** @throws DocexException {@code REQUEST_INVALID} */
    static BasketPatch of(JsonObject patch) {
        patch.keySet().stream().filter(key -> !key.equals("description") && !key.equals("status")).findFirst().ifPresent(key -> {
            throw invalid("The field '" + key + "' cannot be changed: a basket has 'description' and 'status' to change.");
        });
        return new BasketPatch(Optional.ofNullable(patch.get("description"))
                .map(value -> value == JsonValue.NULL ? Optional.<String>empty() : Optional.of(text("description", value))),
                Optional.ofNullable(patch.get("status")).map(value -> text("status", value)));
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw invalid("The field '" + name + "' must be a text.");
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
