package org.docex.it.differential;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request of the file.
 *
 * @param name unique; also how {@code docs/servers.md} calls it when a server answers by itself
 * @param caller whose token is sent: {@code nobody}, {@code operator}, {@code <tenant>/<role>}, or a {@code Tokens} name
 * @param line the request line as it is sent; <code>${x}</code> stands for what an earlier answer gave
 * @param headers in their order, the name of a second one with the same name prefixed by a blank
 * @param body each character a byte; empty for a request without a body
 * @param times how often the body is sent
 * @param keep the name under which the answer's {@code id} or {@code next} is remembered
 */
record Exchange(
        String name, String caller, String line, Map<String, String> headers, Optional<String> body, int times,
        Optional<String> keep) {

    JsonObject toJson() {
        JsonObjectBuilder given = Json.createObjectBuilder();
        headers.forEach(given::add);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("name", name).add("caller", caller).add("line", line).add("headers", given);
        body.ifPresent(text -> json.add("body", text));
        if (times != 1) {
            json.add("times", times);
        }
        keep.ifPresent(as -> json.add("keep", as));
        return json.build();
    }

    static Exchange of(JsonObject json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.getJsonObject("headers").forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
        return new Exchange(json.getString("name"), json.getString("caller"), json.getString("line"), headers,
                Optional.ofNullable(json.getString("body", null)), json.getInt("times", 1),
                Optional.ofNullable(json.getString("keep", null)));
    }
}
