package org.docex.migration.content;

import org.docex.migration.content.Destination.Written;
import org.docex.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 and length of bytes that pass by. */
final class Hash {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = Sha256.digest();
    private long size;

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        size += length;
    }

    Written written() {
        return new Written(HexFormat.of().formatHex(digest.digest()), size);
    }

    static Written of(InputStream in) throws IOException {
        Hash hash = new Hash();
        byte[] buffer = new byte[BUFFER];
        for (int got; (got = in.read(buffer)) > 0;) {
            hash.add(buffer, got);
        }
        return hash.written();
    }

    static Written of(OldContent content) throws IOException {
        try (InputStream in = content.open()) {
            return of(in);
        }
    }

    /** As 2.x hashed text: after Python had made a line feed of every line end. */
    static Written ofTranslated(OldContent content) throws IOException {
        Hash hash = new Hash();
        byte[] buffer = new byte[BUFFER];
        byte[] translated = new byte[BUFFER];
        boolean afterReturn = false;
        try (InputStream in = content.open()) {
            for (int got; (got = in.read(buffer)) > 0;) {
                int length = 0;
                for (int i = 0; i < got; i++) {
                    byte one = buffer[i];
                    if (one != '\n' || !afterReturn) {
                        translated[length++] = one == '\r' ? (byte) '\n' : one;
                    }
                    afterReturn = one == '\r';
                }
                hash.add(translated, length);
            }
        }
        return hash.written();
    }
}
