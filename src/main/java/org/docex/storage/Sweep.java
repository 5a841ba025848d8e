package org.docex.storage;

import org.docex.storage.BlobStore.Found;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One look over an area; rows are asked for many keys at once. */
final class Sweep {
    private static final int BATCH = 500;

    private final BlobStore store;
    private final String area;
    private final String below;
    private final Instant before;
    private final UnaryOperator<Set<String>> named;
    private final boolean remove;
    private final List<Found> batch = new ArrayList<>();
    private long objects;
    private long bytes;
    private long unfinished;
    private long namedObjects;
    private long orphans;
    private long orphanBytes;
    private long removed;
    private long removedObjects;
    private long removedBytes;

    Sweep(BlobStore store, String area, String below, Instant before, UnaryOperator<Set<String>> named, boolean remove) {
        this.store = store;
        this.area = area;
        this.below = below;
        this.before = before;
        this.named = named;
        this.remove = remove;
    }

    Swept run() throws IOException {
        store.look(area, found -> {
            if (found.unfinished() || found.key().startsWith(below)) {
                batch.add(found);
            }
            if (batch.size() == BATCH) {
                judge();
            }
        });
        judge();
        return new Swept(objects, bytes, unfinished, namedObjects, orphans, orphanBytes, removed, removedObjects, removedBytes);
    }

    private void judge() throws IOException {
        Set<String> known = named.apply(
                batch.stream().filter(found -> !found.unfinished()).map(Found::key).collect(Collectors.toSet()));
        for (Found found : batch) {
            boolean isNamed = !found.unfinished() && known.contains(found.key());
            count(found, isNamed);
            if (!isNamed && found.since().isBefore(before)) {
                orphan(found);
            }
        }
        batch.clear();
    }

    private void count(Found found, boolean isNamed) {
        if (found.unfinished()) {
            unfinished++;
        } else {
            objects++;
            bytes += found.size();
            namedObjects += isNamed ? 1 : 0;
        }
    }

    private void orphan(Found found) throws IOException {
        orphans++;
        orphanBytes += found.size();
        if (remove) {
            store.discard(area, found);
            removed++;
            removedObjects += found.unfinished() ? 0 : 1;
            removedBytes += found.size();
        }
    }
}
