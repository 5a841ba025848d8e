package org.docex.tenant.lifecycle;

import org.docex.storage.Sha256;
import java.util.Arrays;

/**
 * The keys that rows name, eight bytes each. It may once in a very long time take a key for named that is not, never the other
 * way round.
 */
final class KeySet {
    private static final int DIGITS = 16;

    private long[] hashes = new long[1024];
    private int size;

    void add(String key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash(key);
    }

    /** Adding is over. */
    void seal() {
        hashes = Arrays.copyOf(hashes, size);
        Arrays.sort(hashes);
    }

    boolean contains(String key) {
        return Arrays.binarySearch(hashes, hash(key)) >= 0;
    }

    private static long hash(String key) {
        return Long.parseUnsignedLong(Sha256.hex(key).substring(0, DIGITS), 16);
    }
}
