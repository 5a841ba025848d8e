package org.docex.it;

import org.docex.storage.BlobStore.Draft;
import org.docex.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What lies in a tenant's area of this run's storage, seen and touched past the server. */
final class Contents {
    private final String tenant;

    private Contents(String tenant) {
        this.tenant = tenant;
    }

    static Contents of(String tenant) {
        return new Contents(tenant);
    }

    /** Complete objects. */
    List<String> keys() {
        Set<String> keys = new TreeSet<>();
        try (Storages storages = new Storages(TestInstallation.config())) {
            storages.sweep(TestInstallation.storage(), tenant, Instant.MIN, some -> {
                keys.addAll(some);
                return some;
            }, false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(keys);
    }

    void remove(String key) throws IOException {
        try (Storages storages = new Storages(TestInstallation.config())) {
            storages.delete(TestInstallation.storage(), tenant, key);
        }
    }

    void write(String key, String text) throws IOException {
        remove(key);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Storages storages = new Storages(TestInstallation.config());
                Draft draft = storages.draft(TestInstallation.storage(), tenant, attempt -> key)) {
            draft.write(bytes, bytes.length);
            draft.sync();
            draft.publish().orElseThrow();
        }
    }
}
