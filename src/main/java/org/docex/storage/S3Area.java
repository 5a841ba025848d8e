package org.docex.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The names of one area: its objects share a prefix, and a marker says that the area is complete.
 *
 * @param prefix empty, or ending with a slash
 */
record S3Area(String prefix) {
    private static final String MARKER = ".docex";
    /** What a back end keeps for itself; also that of others, so that content can move between them. */
    private static final Set<String> OWN = Set.of(MARKER, ".staging");
    private static final int LONGEST = 1024;

    static S3Area of(String area) throws IOException {
        if (area.isEmpty()) {
            return new S3Area("");
        }
        requirePlain(area);
        return new S3Area(area + "/");
    }

    String marker() {
        return prefix + MARKER;
    }

    /** The object of a key, refused when the key leaves the area or is not the caller's to name. */
    String object(String key) throws IOException {
        requirePlain(key);
        if (OWN.contains(key.split("/", 2)[0])) {
            throw new IOException("A key takes a name of the storage itself");
        }
        return whole(key);
    }

    /** The object of a key that a listing has shown, which may be odd but lies in the area. */
    String listed(String key) throws IOException {
        if (key.equals(MARKER) || prefix.isEmpty() && key.isEmpty()) {
            throw new IOException("The marker of an area is not discarded");
        }
        return whole(key);
    }

    String key(String object) {
        return object.substring(prefix.length());
    }

    private String whole(String key) throws IOException {
        String object = prefix + key;
        if (object.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IOException("A key is longer than S3 takes: " + LONGEST + " bytes with its area");
        }
        return object;
    }

    private static void requirePlain(String name) throws IOException {
        boolean odd = name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (odd) {
            throw new IOException("A key holds a character that no storage takes");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IOException("A key leaves its area");
            }
        }
    }
}
