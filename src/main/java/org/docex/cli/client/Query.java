package org.docex.cli.client;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a call below {@code /api/v1}: a path and its parameters, encoded. */
public record Query(String text) {
    /** @param segments of the path, for example {@code "admin", "tenants", id} */
    public static Query of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new CliException(ExitCode.USAGE, "'" + segment + "' is no id. Name the thing that is meant.");
            }
            path.append('/').append(encode(segment));
        }
        return new Query(path.toString());
    }

    public Query with(String name, String value) {
        return new Query(text + (text.contains("?") ? "&" : "?") + encode(name) + "=" + encode(value));
    }

    public Query with(String name, Optional<String> value) {
        return value.map(given -> with(name, given)).orElse(this);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
