package org.docex.paging;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Ids that sort by the time they were made: a prefix and the 32 hex digits of a UUID of version 7 (RFC 9562, section 5.7).
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** @param prefix for example {@code doc_} */
    public static String next(String prefix) {
        byte[] uuid = new byte[16];
        RANDOM.nextBytes(uuid);
        long millis = System.currentTimeMillis();
        for (int i = 0; i < 6; i++) {
            uuid[i] = (byte) (millis >>> (40 - 8 * i));
        }
        uuid[6] = (byte) (0x70 | (uuid[6] & 0x0f));
        uuid[8] = (byte) (0x80 | (uuid[8] & 0x3f));
        return prefix + HexFormat.of().formatHex(uuid);
    }
}
