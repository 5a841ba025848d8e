package org.docex.http;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Media types in one spelling, because implementations of Jakarta REST spell them differently when they send them. */
public final class MediaTypes {
    private static final int LONGEST = 255;
    private static final int LONGEST_ACCEPT = 4096;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String TEXT = "\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*+)\"";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")");
    private static final Pattern PARAMETER = Pattern.compile("\\s*+;\\s*+(?:(" + TOKEN + ")=(?:(" + TOKEN + ")|" + TEXT + "))?");
    private static final Pattern QUALITY = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private MediaTypes() {}

    /**
     * The type with its parameters, their names in lower case, their values quoted only where they must be (RFC 9110, 8.3.1).
     *
     * @throws DocexException {@code REQUEST_INVALID} when it is no media type, a range of them, or has over 255 characters
     */
    public static String canonical(String given) {
        String text = given.strip();
        Matcher type = TYPE.matcher(text);
        if (text.length() > LONGEST || !type.lookingAt() || type.group(1).startsWith("*") || type.group(1).endsWith("/*")) {
            throw invalid();
        }
        StringBuilder canonical = new StringBuilder(type.group(1).toLowerCase(Locale.ROOT));
        Matcher parameter = PARAMETER.matcher(text);
        int end = type.end();
        while (end < text.length()) {
            if (!parameter.region(end, text.length()).lookingAt()) {
                throw invalid();
            }
            end = parameter.end();
            if (parameter.group(1) != null) {
                append(canonical, parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2) != null
                        ? parameter.group(2) : parameter.group(3).replaceAll("\\\\(.)", "$1"));
            }
        }
        return canonical.toString();
    }

    private static void append(StringBuilder canonical, String name, String value) {
        boolean token = value.matches(TOKEN);
        if (!token && name.equals("charset")) {
            throw invalid();
        }
        canonical.append(';').append(name).append('=')
                .append(token ? value : '"' + value.replaceAll("([\"\\\\])", "\\\\$1") + '"');
    }

    /** Whether an {@code Accept} can be read by all implementations alike (RFC 9110, 12.5.1). */
    public static boolean isReadableAccept(String given) {
        if (given.length() > LONGEST_ACCEPT || given.indexOf('"') >= 0) {
            return false;
        }
        for (String range : given.split(",")) {
            String[] parts = range.split(";", -1);
            if (!range.isBlank() && !TYPE.matcher(parts[0].strip()).matches()) {
                return false;
            }
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].strip().split("=", -1);
                if (pair.length != 2 || !pair[0].matches(TOKEN) || !pair[1].matches(TOKEN)
                        || pair[0].equalsIgnoreCase("q") && !QUALITY.matcher(pair[1]).matches()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static DocexException invalid() {
        return new DocexException(ErrorCode.REQUEST_INVALID, "The content type is no media type, for example text/plain.");
    }
}
