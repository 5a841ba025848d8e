package org.docex.migration.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name with {@code {tenant_id}} in it, once or more often, as 2.x made files' and schemas' names. */
final class Template {
    static final String PLACEHOLDER = "{tenant_id}";

    private final Pattern pattern;

    Template(String text) {
        StringBuilder regex = new StringBuilder();
        String[] parts = text.split(Pattern.quote(PLACEHOLDER), -1);
        for (int i = 0; i < parts.length; i++) {
            regex.append(i == 0 ? "" : i == 1 ? "(?<id>.+)" : "\\k<id>").append(Pattern.quote(parts[i]));
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    static boolean is(String text) {
        return text.contains(PLACEHOLDER);
    }

    /** The id in a name; only for a template that {@link #is} one. */
    Optional<String> id(String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group("id")) : Optional.empty();
    }
}
