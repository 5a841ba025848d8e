package org.docex.migration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What 2.8.8 makes of names, texts and values; re-stated from what it is known to do. */
final class OldRules {
    private static final Set<String> BINARY = Set.of(".pdf", ".jpg", ".jpeg", ".png", ".gif", ".doc", ".docx", ".xls", ".xlsx",
            ".zip", ".tar", ".gz", ".exe", ".bin", ".ppt", ".pptx", ".mp3", ".mp4");

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry(".txt", "text/plain"), Map.entry(".html", "text/html"), Map.entry(".htm", "text/html"),
            Map.entry(".json", "application/json"), Map.entry(".xml", "application/xml"), Map.entry(".pdf", "application/pdf"),
            Map.entry(".doc", "application/msword"), Map.entry(".docx", OFFICE + "wordprocessingml.document"),
            Map.entry(".xls", "application/vnd.ms-excel"), Map.entry(".xlsx", OFFICE + "spreadsheetml.sheet"),
            Map.entry(".csv", "text/csv"), Map.entry(".md", "text/markdown"), Map.entry(".jpg", "image/jpeg"),
            Map.entry(".jpeg", "image/jpeg"), Map.entry(".png", "image/png"), Map.entry(".gif", "image/gif"),
            Map.entry(".svg", "image/svg+xml"));

    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}_.\\-]");

    private OldRules() {}

    /** The last segment of a path. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** With its dot; empty where a name only begins or ends with one. */
    static String suffix(String path) {
        String name = fileName(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 && dot < name.length() - 1 ? name.substring(dot) : "";
    }

    static String stem(String path) {
        String name = fileName(path);
        return name.substring(0, name.length() - suffix(name).length());
    }

    static String sanitised(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("_").replaceAll("_+", "_").replaceAll("^[_.]+|[_.]+$", "");
        if (safe.isEmpty()) {
            return "unnamed";
        }
        return safe.substring(0, safe.offsetByCodePoints(0, Math.min(80, safe.codePointCount(0, safe.length()))));
    }

    /** Text is what has no suffix of the list and 1024 first bytes of printable ASCII: one umlaut there makes it binary. */
    static boolean isText(String path, byte[] content) {
        if (BINARY.contains(suffix(path).toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (int i = 0; i < Math.min(1024, content.length); i++) {
            byte b = content[i];
            if ((b < ' ' || b > 127) && b != '\r' && b != '\n' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /**
     * A text as it was read, with every kind of line end translated.
     *
     * @throws IllegalArgumentException when it is not UTF-8; 2.x refused such a file too
     */
    static String translated(byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString()
                    .replace("\r\n", "\n").replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("2.x could not add a text that is not UTF-8 after its first 1024 bytes", e);
        }
    }

    static String contentType(String path) {
        return CONTENT_TYPES.getOrDefault(suffix(path).toLowerCase(Locale.ROOT), "application/octet-stream");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JSON string in ASCII, as 2.x writes it: everything else is an escape, an emoji two of them. */
    static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                json.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < ' ' || c > '~') {
                json.append("\\u").append(HexFormat.of().toHexDigits((short) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The text of a JSON string. */
    static String unquoted(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (json.charAt(++i) == 'u') {
                text.append((char) HexFormat.fromHexDigits(json, i + 1, i + 5));
                i += 4;
            } else {
                text.append("\"\\/\n\r\t\b\f".charAt("\"\\/nrtbf".indexOf(json.charAt(i))));
            }
        }
        return text.toString();
    }
}
