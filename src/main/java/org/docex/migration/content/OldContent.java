package org.docex.migration.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a document of 2.x, which lie in a file or an object. */
interface OldContent {
    int BUFFER = 1 << 16;

    /** The path of the file, or the address of the object. */
    String name();

    long size() throws IOException;

    InputStream open() throws IOException;

    /** Whether these bytes and those are not the same. */
    default boolean differs(OldContent other) throws IOException {
        if (size() != other.size()) {
            return true;
        }
        try (InputStream mine = open(); InputStream its = other.open()) {
            byte[] left;
            do {
                left = mine.readNBytes(BUFFER);
                if (!Arrays.equals(left, its.readNBytes(BUFFER))) {
                    return true;
                }
            } while (left.length > 0);
            return false;
        }
    }
}
