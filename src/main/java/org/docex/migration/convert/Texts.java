package org.docex.migration.convert;

import org.docex.error.DocexException;
import org.docex.storage.Names;
import java.util.regex.Pattern;

/** Texts of 2.x as 3.0 can keep them. */
public final class Texts {
    /** The longest {@code document.source}. */
    public static final int SOURCE = 1024;

    private static final int SHOWN = 200;
    private static final int REPLACEMENT = 0xFFFD;
    private static final Pattern NEVER_IN_NAMES = Pattern.compile("[/\\\\\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]|\\.\\.+");

    private Texts() {}

    /** The text without NUL, which PostgreSQL does not keep, and without halves of surrogate pairs. */
    public static String characters(String text) {
        if (text.indexOf('\0') < 0 && text.codePoints().noneMatch(Texts::isHalf)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(point == 0 || isHalf(point) ? REPLACEMENT : point));
        return clean.toString();
    }

    private static boolean isHalf(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    /** At most so many characters. */
    public static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /** The source as the new row has it. */
    public static String source(String old, String name) {
        String source = cut(characters(old), SOURCE);
        return source.isBlank() ? documentName(name) : source;
    }

    /** The document's name as the new row has it. */
    public static String documentName(String old) {
        String name = cut(characters(old), Names.MAX_GIVEN);
        try {
            return Names.given("name", name);
        } catch (DocexException refused) {
            String mended = NEVER_IN_NAMES.matcher(name).replaceAll("_");
            return mended.isBlank() ? "unnamed" : mended;
        }
    }

    /** A value in a report: one line, not too long. */
    public static String shown(String text) {
        String cut = cut(text, SHOWN);
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + (cut.equals(text) ? "'" : "…'");
    }
}
