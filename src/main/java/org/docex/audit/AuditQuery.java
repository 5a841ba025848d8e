package org.docex.audit;

import jakarta.json.JsonObjectBuilder;
import org.docex.json.Jsons;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows a caller wants.
 *
 * @param from at this time or later
 * @param before earlier than this
 */
public record AuditQuery(
        Optional<String> userId, Optional<String> action, Optional<String> objectId, Optional<String> result, Optional<Instant> from,
        Optional<Instant> before) {

    /** The conditions by the name of their parameter. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        userId.ifPresent(value -> values.put("userId", value));
        action.ifPresent(value -> values.put("action", value));
        objectId.ifPresent(value -> values.put("objectId", value));
        result.ifPresent(value -> values.put("result", value));
        from.ifPresent(value -> values.put("from", value));
        before.ifPresent(value -> values.put("before", value));
        return values;
    }

    /** All conditions in one text. */
    String scope() {
        JsonObjectBuilder scope = Jsons.PROVIDER.createObjectBuilder();
        values().forEach((name, value) -> scope.add(name, value.toString()));
        return scope.build().toString();
    }
}
