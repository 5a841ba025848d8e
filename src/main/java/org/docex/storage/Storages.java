package org.docex.storage;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.Fault;
import org.docex.health.Findings;
import org.docex.health.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The operator's storages: what provisioning prepares, what checks look at, what a tenant's storage is made of. */
public final class Storages {
    private final Map<String, DocexConfig.Storage> configured;
    private final Map<String, BlobStore> stores = new LinkedHashMap<>();

    public Storages(DocexConfig config) {
        configured = config.storages();
        configured.forEach((name, storage) -> storage.path()
                .filter(path -> storage.type().equals("filesystem"))
                .ifPresent(path -> stores.put(name, new FileBlobStore(path))));
    }

    /** @throws DocexException {@code REQUEST_INVALID} for a name that this server does not serve */
    public void requireKnown(String name) {
        if (!stores.containsKey(name)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The storage is one of " + stores.keySet() + ".");
        }
    }

    BlobStore store(String name) {
        return Optional.ofNullable(stores.get(name)).orElseThrow(() -> new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                "The storage '" + name + "' is not available on this server."));
    }

    DocexConfig.Storage settings(String name) {
        return Optional.ofNullable(configured.get(name)).orElseThrow(() -> new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                "The storage '" + name + "' is not configured any more. Ask the operator."));
    }

    /** Makes the tenant's area in every storage. */
    public void createAreas(String area) throws IOException {
        for (BlobStore store : stores.values()) {
            store.createArea(area);
        }
    }

    /** True when the area is there in any storage, whoever made it. */
    public boolean hasAnyArea(String area) throws IOException {
        for (BlobStore store : stores.values()) {
            if (store.isTaken(area)) {
                return true;
            }
        }
        return false;
    }

    public boolean hasAreas(String area) throws IOException {
        for (BlobStore store : stores.values()) {
            if (!store.hasArea(area)) {
                return false;
            }
        }
        return true;
    }

    /** A tenant's content, for who moves all of it; empty when it is missing. */
    public Optional<BlobStore.Blob> open(String name, String area, String key) throws IOException {
        return store(name).open(area, key);
    }

    /** A new object in a tenant's area, for who moves all of it. */
    public BlobStore.Draft draft(String name, String area) throws IOException {
        return store(name).draft(area);
    }

    /** Removes from a tenant's area what nobody names and what was on its way, for who alone uses it. */
    public void sweep(String name, String area, Predicate<String> isNamed) throws IOException {
        store(name).sweep(area, isNamed);
    }

    /** Removes a tenant's content, for who moves all of it. */
    public void delete(String name, String area, String key) throws IOException {
        store(name).delete(area, key);
    }

    /**
     * Where a document's content lies in its tenant's area.
     *
     * @param attempt 0 at first; each collision takes more characters of the id
     */
    public String key(String name, String basketName, String basketId, String documentName, String id, int attempt) {
        DocexConfig.Storage settings = settings(name);
        return BlobKey.of(settings.pathNamespace(), settings.prefix(), basketName, basketId, documentName, id, attempt);
    }

    /** @throws DocexException {@code STORAGE_FULL} when so many bytes more would leave less than the floor */
    public void requireRoom(String name, long bytes, long floor) throws IOException {
        if (store(name).freeBytes() - bytes < floor) {
            throw new DocexException(ErrorCode.STORAGE_FULL,
                    "The storage '" + name + "' has no room for more: " + floor + " bytes (limits.min_free_bytes) stay free. Make room there, and repeat the call.");
        }
    }

    /** What the tenant's area holds, by storage. */
    public Map<String, BlobStore.Usage> usage(String area) throws IOException {
        Map<String, BlobStore.Usage> usage = new LinkedHashMap<>();
        for (Map.Entry<String, BlobStore> store : stores.entrySet()) {
            usage.put(store.getKey(), store.getValue().usage(area));
        }
        return usage;
    }

    /** Removes everything from the tenant's area in every storage. */
    public void emptyAreas(String area) throws IOException {
        for (BlobStore store : stores.values()) {
            store.emptyArea(area);
        }
    }

    public void removeEmptyAreas(String area) throws IOException {
        for (BlobStore store : stores.values()) {
            store.removeEmptyArea(area);
        }
    }

    /** Looks whether content can be read and written; changes nothing. */
    public Findings look() {
        Findings findings = new Findings().looked(Part.STORAGE);
        configured.forEach((name, storage) -> {
            if (storage.type().equals("s3")) {
                findings.add(Part.STORAGE, Fault.note("Storage '" + name
                        + "' is of type s3, which this version does not serve yet. Use filesystem."));
            } else {
                folderFault(storage.path().orElseThrow()).ifPresent(
                        fault -> findings.add(Part.STORAGE, Fault.blocking("Storage '" + name + "': " + fault)));
            }
        });
        return findings;
    }

    private static Optional<String> folderFault(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("the folder is missing. Bring back its disk; only a storage that is new in docex.yaml is made by 'docex init'.");
        }
        if (!Files.isWritable(folder) || !canWrite(folder)) {
            return Optional.of("the folder cannot be written. Correct its permissions or mount it for writing.");
        }
        return Optional.empty();
    }

    private static boolean canWrite(Path folder) {
        try {
            return !Files.getFileStore(folder).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }
}
