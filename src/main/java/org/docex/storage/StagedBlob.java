package org.docex.storage;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * Bytes that are complete, hashed and synced, but have no name yet. Its life: staged by {@link TenantStorage#stage},
 * published once in the transaction that writes its row, closed by who staged it. A rollback before the commit was tried
 * removes the published object; after that only the sweeper, which reads the rows, may.
 */
public final class StagedBlob implements AutoCloseable {
    private final BlobStore.Draft draft;
    private final String checksum;
    private final long size;
    private final byte[] head;
    private final Instant useBefore;
    private final Consumer<Synchronization> transaction;
    private final Consumer<String> remover;

    StagedBlob(
            BlobStore.Draft draft, String checksum, long size, byte[] head, Instant useBefore, Consumer<Synchronization> transaction,
            Consumer<String> remover) {
        this.draft = draft;
        this.checksum = checksum;
        this.size = size;
        this.head = head;
        this.useBefore = useBefore;
        this.transaction = transaction;
        this.remover = remover;
    }

    /** SHA-256 of the exact bytes, 64 hex digits. */
    public String checksum() {
        return checksum;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** The first bytes, at most 64 KiB: what tells its type. */
    public byte[] head() {
        return head.clone();
    }

    /** Publishes the bytes as the content of a row that the current transaction writes; the key is for that row. */
    public String publish() {
        if (Instant.now().isAfter(useBefore)) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "The rest of the request came so long after the content that a sweep may have removed it. Send it again.");
        }
        AtomicReference<String> published = new AtomicReference<>();
        transaction.accept(removedOnRollback(published));
        try {
            Optional<String> key = draft.publish();
            if (key.isPresent()) {
                published.set(key.get());
                return key.get();
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage did not take the content. Repeat the call.", e);
        }
        throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "No free key was found for the content. Repeat the call.");
    }

    private Synchronization removedOnRollback(AtomicReference<String> published) {
        return new Synchronization() {
            private boolean commitTried;

            @Override
            public void beforeCompletion() {
                commitTried = true;
            }

            @Override
            public void afterCompletion(int status) {
                String key = published.get();
                if (key != null && status != Status.STATUS_COMMITTED && !commitTried) {
                    remover.accept(key);
                }
            }
        };
    }

    @Override
    public void close() {
        OpenDrafts.close(draft);
    }
}
