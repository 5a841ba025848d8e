package org.docex.log;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The id of the current HTTP request; the same as in the answer's {@code X-Request-Id}. */
@RequestScoped
public class RequestId {
    private @Nullable String id;

    public void is(String given) {
        id = given;
    }

    public Optional<String> value() {
        return Optional.ofNullable(id);
    }
}
