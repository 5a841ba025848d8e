package org.docex.migration.content;

import org.docex.config.DocexConfig;
import org.docex.storage.BlobStore.Draft;
import org.docex.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The new tenant's area, which nobody else uses yet. What already lies at a planned place was left by a run that was cut off,
 * and is written again.
 */
public final class Destination {
    private static final int BUFFER = 1 << 16;

    private final Storages storages;
    private final String area;
    private final long minFreeBytes;

    /** @param minFreeBytes what stays free */
    public Destination(Storages storages, String area, long minFreeBytes) {
        this.storages = storages;
        this.area = area;
        this.minFreeBytes = minFreeBytes;
    }

    /** What the bytes turned out to be. */
    record Written(String checksum, long size) {}

    void remove(String key) throws IOException {
        storages.delete(DocexConfig.DEFAULT_STORAGE, area, key);
    }

    /** Removes what runs that were cut off have left. */
    void sweep(Predicate<String> isNamed) throws IOException {
        storages.sweep(DocexConfig.DEFAULT_STORAGE, area, Instant.MAX,
                keys -> keys.stream().filter(isNamed).collect(Collectors.toSet()), true);
    }

    /** Copies a stream to its end, synced, and hashes what it copies. */
    Written write(String key, InputStream in, long expected) throws IOException {
        storages.requireRoom(DocexConfig.DEFAULT_STORAGE, expected, minFreeBytes);
        remove(key);
        try (Draft draft = storages.draft(DocexConfig.DEFAULT_STORAGE, area, attempt -> key)) {
            byte[] buffer = new byte[BUFFER];
            Hash hash = new Hash();
            for (int got; (got = in.read(buffer)) > 0;) {
                draft.write(buffer, got);
                hash.add(buffer, got);
            }
            draft.sync();
            draft.publish().orElseThrow(() -> new IOException("Something else writes to " + key));
            return hash.written();
        }
    }
}
