package org.docex.cli;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param status 200 to 299
 * @param body an empty object when there was none
 */
record Reply(int status, JsonObject body, Optional<String> etag) {
    boolean isCreated() {
        return status == 201;
    }

    /** The header pair that lets a change pass only if nobody changed the thing since this answer. */
    String[] ifMatch() {
        return etag.map(tag -> new String[] {"If-Match", tag}).orElse(new String[0]);
    }
}
