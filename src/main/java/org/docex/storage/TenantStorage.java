package org.docex.storage;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The current tenant's content, in the operator's storages. */
@ApplicationScoped
public class TenantStorage {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 1 << 16;
    private static final long FLOOR_CHECK_EVERY = 1L << 24;

    @Inject
    Configuration configuration;

    @Inject
    @TenantData
    Supplier<Boundary> boundary;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Inject
    OpenBlobs open;

    @Inject
    ServerStorages server;

    private final OpenDrafts drafts = new OpenDrafts();
    private final LongAdder written = new LongAdder();
    private final LongAdder read = new LongAdder();

    /** The storages of this server. */
    public Storages storages() {
        return server.get();
    }

    /**
     * Reads a stream to its end into a synced object that no row names. Holds no transaction and no connection.
     *
     * @param place what its key will say
     * @param declared the length the sender announced
     * @throws DocexException {@code BODY_INCOMPLETE}, {@code BODY_TOO_LARGE}, {@code STORAGE_FULL},
     *     {@code STORAGE_UNAVAILABLE}; nothing is left then
     */
    public StagedBlob stage(String storage, ContentPlace place, InputStream bytes, OptionalLong declared) {
        BlobStore store = storages().store(storage);
        DocexConfig.Limits limits = configuration.get().limits();
        if (declared.isPresent()) {
            refuseTooLarge(declared.getAsLong(), limits);
            refuseFull(store, limits, declared.getAsLong());
        }
        String area = area();
        BlobStore.Draft draft = drafts.known(onStorage(() -> store.draft(area, attempt -> storages().key(storage, place, attempt))));
        try {
            MessageDigest digest = Sha256.digest();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            long size = copy(bytes, draft, digest, head, store, limits);
            if (declared.isPresent() && declared.getAsLong() != size) {
                throw incomplete(null);
            }
            onStorage(() -> {
                draft.sync();
                return size;
            });
            return new StagedBlob(draft, HexFormat.of().formatHex(digest.digest()), size, head.toByteArray(), useBefore(),
                    transactions::registerInterposedSynchronization, key -> remove(store, area, key));
        } catch (RuntimeException e) {
            OpenDrafts.close(draft);
            throw e;
        }
    }

    /** Staged bytes are an orphan to a sweep until their row is there. */
    private Instant useBefore() {
        Duration grace = configuration.get().sweep().grace();
        return Instant.now().plus(grace.dividedBy(2));
    }

    /**
     * Opens content; the caller closes it.
     *
     * @param key empty for content that was missing already when the document was migrated
     * @throws DocexException {@code CONTENT_MISSING}, {@code STORAGE_UNAVAILABLE}
     */
    public BlobStore.Blob open(String storage, String key) {
        BlobStore store = storages().store(storage);
        String area = area();
        return Optional.of(key).filter(there -> !there.isEmpty()).flatMap(there -> onStorage(() -> store.open(area, there))).map(blob -> open.known(area, new MeteredBlob(blob, read)))
                .orElseThrow(() -> new DocexException(ErrorCode.CONTENT_MISSING,
                        "The content of this document is missing in the storage. Ask the operator to restore it."));
    }

    /** Removes contents once the current transaction has committed. */
    public void deleteWithTransaction(String storage, Collection<String> keys) {
        List<String> there = keys.stream().filter(key -> !key.isEmpty()).toList();
        BlobStore store = storages().store(storage);
        String area = area();
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    there.forEach(key -> remove(store, area, key));
                }
            }
        });
    }

    /** Fails every upload that is not yet staged, and removes what there is of it. */
    void endUploads() {
        drafts.closeAll();
    }

    /** Bytes of content written since the server started, kept or not. */
    public long bytesWritten() {
        return written.sum();
    }

    /** Bytes of content read since the server started. */
    public long bytesRead() {
        return read.sum();
    }

    private String area() {
        return boundary.get().storageSegment().orElse("");
    }

    private long copy(
            InputStream bytes, BlobStore.Draft draft, MessageDigest digest, ByteArrayOutputStream head, BlobStore store, DocexConfig.Limits limits) {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        long nextFloorCheck = 0;
        for (int got; (got = next(bytes, buffer)) >= 0;) {
            size += got;
            refuseTooLarge(size, limits);
            if (size > nextFloorCheck) {
                refuseFull(store, limits, 0);
                nextFloorCheck = size + FLOOR_CHECK_EVERY;
            }
            int length = got;
            onStorage(() -> {
                draft.write(buffer, length);
                return length;
            });
            digest.update(buffer, 0, length);
            head.write(buffer, 0, Math.min(length, HEAD - Math.min(HEAD, head.size())));
            written.add(length);
        }
        return size;
    }

    private static int next(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw incomplete(e);
        }
    }

    private static void refuseTooLarge(long size, DocexConfig.Limits limits) {
        if (size > limits.maxUploadBytes()) {
            throw new DocexException(ErrorCode.BODY_TOO_LARGE,
                    "The content is longer than the " + limits.maxUploadBytes() + " bytes this server takes.");
        }
    }

    private static void refuseFull(BlobStore store, DocexConfig.Limits limits, long more) {
        if (onStorage(store::freeBytes) - more < limits.minFreeBytes()) {
            throw new DocexException(ErrorCode.STORAGE_FULL, "The storage has no room for more. Ask the operator for space.");
        }
    }

    private static DocexException incomplete(@Nullable Throwable cause) {
        return new DocexException(ErrorCode.BODY_INCOMPLETE,
                "The body ended before its announced length; nothing was stored. Send it again.", cause);
    }

    private static void remove(BlobStore store, String area, String key) {
        try {
            store.delete(area, key);
        } catch (IOException e) {
            Log.of(TenantStorage.class).warning("An object without a row could not be removed and stays in the storage", e);
        }
    }

    private static <T> T onStorage(StorageCall<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "The storage cannot be used: it may be read-only, full or gone. Ask the operator; nothing was changed.", e);
        }
    }

    private interface StorageCall<T> {
        T run() throws IOException;
    }
}
