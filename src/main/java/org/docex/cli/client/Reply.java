package org.docex.cli.client;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param status 200 to 299
 * @param body an empty object when there was none
 */
public record Reply(int status, JsonObject body, Optional<String> etag) {
    public boolean isCreated() {
        return status == 201;
    }

    /** The header pair that lets a change pass only if nobody changed the thing since this answer. */
    public String[] ifMatch() {
        return etag.map(tag -> new String[] {"If-Match", tag}).orElse(new String[0]);
    }
}
