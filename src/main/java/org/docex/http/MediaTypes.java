package org.docex.http;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Media types in one spelling, because implementations of Jakarta REST spell them differently when they send them. */
public final class MediaTypes {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String TEXT = "\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*)\"";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")((?:\\s*;.*)?)");
    private static final Pattern PARAMETER = Pattern.compile("\\s*;\\s*(" + TOKEN + ")=(?:(" + TOKEN + ")|" + TEXT + ")");

    private MediaTypes() {}

    /**
     * The type with its parameters, their names in lower case, their values quoted only where they must be (RFC 9110, 8.3.1).
     *
     * @throws DocexException {@code REQUEST_INVALID} when it is no media type
     */
    public static String canonical(String given) {
        Matcher type = TYPE.matcher(given.strip());
        if (!type.matches()) {
            throw invalid();
        }
        StringBuilder canonical = new StringBuilder(type.group(1).toLowerCase(Locale.ROOT));
        String rest = type.group(2).stripTrailing();
        Matcher parameter = PARAMETER.matcher(rest);
        int end = 0;
        while (parameter.find() && parameter.start() == end) {
            end = parameter.end();
            String value = parameter.group(2) != null ? parameter.group(2) : parameter.group(3).replaceAll("\\\\(.)", "$1");
            canonical.append(';').append(parameter.group(1).toLowerCase(Locale.ROOT)).append('=')
                    .append(value.matches(TOKEN) ? value : '"' + value.replaceAll("([\"\\\\])", "\\\\$1") + '"');
        }
        if (end != rest.length()) {
            throw invalid();
        }
        return canonical.toString();
    }

    private static DocexException invalid() {
        return new DocexException(ErrorCode.REQUEST_INVALID, "The content type is no media type, for example text/plain.");
    }
}
