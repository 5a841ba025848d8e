package org.docex.storage;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The one sanitiser of names: what users type becomes what a key, a file or a unique name may be. */
public final class Names {
    /** The longest name a user may give, in characters. */
    public static final int MAX_GIVEN = 255;

    private static final int MAX_CODE_POINTS = 80;
    private static final int MAX_BYTES = 180;
    private static final int MAX_EXTENSION = 16;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_.-]");
    private static final Pattern RUNS = Pattern.compile("_+");
    private static final Pattern EDGES = Pattern.compile("^[_.]+|[_.]+$");

    private Names() {}

    /**
     * A name as given, refused when it could mislead a person or a file system.
     *
     * @throws DocexException {@code REQUEST_INVALID} for an empty or too long name, path separators, {@code ..}, control
     *     characters and marks that change the direction of writing
     */
    public static String given(String what, String name) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_GIVEN) {
            throw invalid(what, "has 1 to " + MAX_GIVEN + " characters");
        }
        if (name.contains("..") || name.contains("/") || name.contains("\\")) {
            throw invalid(what, "contains no '/', '\\' and '..'");
        }
        if (name.codePoints().anyMatch(Names::isMisleading)) {
            throw invalid(what, "contains no control characters and no marks that change the direction of writing");
        }
        return name;
    }

    /** Letters, digits, {@code _}, {@code .} and {@code -}; at most 80 characters and 180 bytes of UTF-8; never empty. */
    public static String sanitise(String name) {
        String safe = EDGES.matcher(RUNS.matcher(UNSAFE.matcher(name.strip()).replaceAll("_")).replaceAll("_")).replaceAll("");
        String cut = EDGES.matcher(cut(safe, MAX_CODE_POINTS, MAX_BYTES)).replaceAll("");
        return cut.isEmpty() ? "unnamed" : cut;
    }

    /** The sanitised name before its extension. */
    static String stem(String name) {
        return sanitise(name.substring(0, name.length() - rawExtension(name).length()));
    }

    /** The extension with its dot, or nothing when there is none worth keeping. */
    static String extension(String name) {
        String safe = UNSAFE.matcher(rawExtension(name)).replaceAll("");
        return safe.length() > 1 && safe.length() <= MAX_EXTENSION
                && safe.getBytes(StandardCharsets.UTF_8).length <= MAX_EXTENSION ? safe : "";
    }

    private static String rawExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    private static String cut(String text, int maxCodePoints, int maxBytes) {
        int end = 0;
        int bytes = 0;
        for (int count = 0; end < text.length() && count < maxCodePoints; count++) {
            int codePoint = text.codePointAt(end);
            bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static boolean isMisleading(int codePoint) {
        int type = Character.getType(codePoint);
        boolean direction = codePoint == 0x061C || codePoint == 0x200E || codePoint == 0x200F
                || codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
        return type == Character.CONTROL || type == Character.SURROGATE || direction
                || codePoint == 0x2028 || codePoint == 0x2029;
    }

    private static DocexException invalid(String what, String rule) {
        return new DocexException(ErrorCode.REQUEST_INVALID, "The " + what + " " + rule + ".");
    }
}
