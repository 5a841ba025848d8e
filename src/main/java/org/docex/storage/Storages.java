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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's storages: what provisioning prepares, what checks look at, what a tenant's storage is made of. */
public final class Storages implements AutoCloseable {
    private final Map<String, DocexConfig.Storage> configured;
    private final Map<String, BlobStore> stores = new LinkedHashMap<>();
    private final Map<String, String> unserved = new LinkedHashMap<>();

    public Storages(DocexConfig config) {
        configured = config.storages();
        configured.forEach((name, storage) -> {
            if (storage.type().equals("filesystem")) {
                stores.put(name, new FileBlobStore(storage.path().orElseThrow()));
            } else {
                storage.s3().filter(s3 -> s3.bucket().isPresent()).ifPresent(s3 -> addBucket(name, s3));
            }
        });
    }

    /** One that cannot be served is told by {@link #look}. */
    private void addBucket(String name, DocexConfig.S3 s3) {
        try {
            stores.put(name, new S3BlobStore(S3Settings.of(s3)));
        } catch (IOException e) {
            unserved.put(name, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            unserved.put(name, "the AWS SDK is missing: add software.amazon.awssdk:s3 and url-connection-client to the application.");
        }
    }

    /** Ends what the stores hold. */
    @Override
    public void close() {
        stores.values().forEach(store -> {
            if (store instanceof S3BlobStore bucket) {
                bucket.close();
            }
        });
    }

    /** @throws DocexException {@code REQUEST_INVALID} for a name that this server does not serve */
    public void requireKnown(String name) {
        if (!stores.containsKey(name)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The storage is one of " + new TreeSet<>(stores.keySet()) + ".");
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
    public BlobStore.Draft draft(String name, String area, IntFunction<String> keys) throws IOException {
        return store(name).draft(area, keys);
    }

    /** The names of all storages that are served. */
    public Set<String> names() {
        return stores.keySet();
    }

    /**
     * Looks for what no row names and what was left on its way, below the storage's {@code path_namespace} and {@code prefix}.
     * From a bucket that is one area as a whole nothing is removed, because others may use it too.
     *
     * @param before what is younger is left alone
     * @param named the keys among the given ones that rows name
     * @param remove whether it is removed too
     */
    public Swept sweep(String name, String area, Instant before, UnaryOperator<Set<String>> named, boolean remove) throws IOException {
        DocexConfig.Storage settings = settings(name);
        String below = Stream.of(settings.pathNamespace(), settings.prefix()).flatMap(Optional::stream).map(part -> part + "/").collect(Collectors.joining());
        boolean foreign = area.isEmpty() && below.isEmpty() && settings.type().equals("s3");
        return new Sweep(store(name), area, below, before, named, remove && !foreign).run();
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
    public String key(String name, ContentPlace place, int attempt) {
        DocexConfig.Storage settings = settings(name);
        return BlobKey.of(settings.pathNamespace(), settings.prefix(), place, attempt);
    }

    /** @throws DocexException {@code STORAGE_FULL} when so many bytes more would leave less than the floor */
    public void requireRoom(String name, long bytes, long floor) throws IOException {
        if (store(name).freeBytes() - bytes < floor) {
            throw new DocexException(ErrorCode.STORAGE_FULL,
                    "The storage '" + name + "' has no room for more: " + floor + " bytes (limits.min_free_bytes) stay free. Make room there, and repeat the call.");
        }
    }

    /** @param bytes of all objects together */
    public record Usage(long objects, long bytes) {}

    /** What the tenant's area holds, by storage. */
    public Map<String, Usage> usage(String area) throws IOException {
        Map<String, Usage> usage = new LinkedHashMap<>();
        for (Map.Entry<String, BlobStore> store : stores.entrySet()) {
            long[] found = new long[2];
            store.getValue().look(area, one -> {
                found[0] += one.unfinished() ? 0 : 1;
                found[1] += one.unfinished() ? 0 : one.size();
            });
            usage.put(store.getKey(), new Usage(found[0], found[1]));
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
        configured.forEach((name, storage) -> fault(name, storage)
                .ifPresent(fault -> findings.add(Part.STORAGE, Fault.blocking("Storage '" + name + "': " + fault))));
        return findings;
    }

    private Optional<String> fault(String name, DocexConfig.Storage storage) {
        if (storage.type().equals("filesystem")) {
            return folderFault(storage.path().orElseThrow());
        }
        if (stores.get(name) instanceof S3BlobStore bucket) {
            return bucket.fault();
        }
        return Optional.of(unserved.getOrDefault(name, "write its bucket into docex.yaml."));
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
