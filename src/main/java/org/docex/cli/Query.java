package org.docex.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a call below {@code /api/v1}: a path and its parameters, encoded. */
record Query(String text) {
    /** @param segments of the path, for example {@code "admin", "tenants", id} */
    static Query of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(encode(segment));
        }
        return new Query(path.toString());
    }

    Query with(String name, String value) {
        return new Query(text + (text.contains("?") ? "&" : "?") + encode(name) + "=" + encode(value));
    }

    Query with(String name, Optional<String> value) {
        return value.map(given -> with(name, given)).orElse(this);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
