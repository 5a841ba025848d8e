package org.docex.log;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current HTTP request: its id, the same as in the answer's {@code X-Request-Id}, and where it came from. */
@RequestScoped
public class RequestId {
    private @Nullable String id;
    private @Nullable String origin;

    /** @param address of who sent it, as the server sees it */
    public void is(String given, String address) {
        id = given;
        origin = address;
    }

    public Optional<String> origin() {
        return Optional.ofNullable(origin);
    }

    public Optional<String> value() {
        return Optional.ofNullable(id);
    }
}
