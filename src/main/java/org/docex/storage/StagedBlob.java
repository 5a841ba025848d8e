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
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are complete, hashed and synced. Its life: staged by {@link TenantStorage#stage}, published under a name of its
 * own, taken by the transaction that writes its row, closed by who staged it. What was not taken, and what a transaction took
 * that was rolled back before its commit was tried, is removed; after that only the sweeper, which reads the rows, may.
 */
public final class StagedBlob implements AutoCloseable {
    private final BlobStore.Draft draft;
    private final String checksum;
    private final long size;
    private final byte[] head;
    private final Instant useBefore;
    private final Consumer<Synchronization> transaction;
    private final Consumer<String> remover;
    private final AtomicReference<@Nullable String> published = new AtomicReference<>();
    private boolean taken;

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

    /** Its key; empty when it is not published, or was removed. */
    public Optional<String> published() {
        return Optional.ofNullable(published.get());
    }

    /** The first bytes, at most 64 KiB: what tells its type. */
    public byte[] head() {
        return head.clone();
    }

    /**
     * Gives the bytes their name. Outside of a transaction, because it waits for the disk and a transaction of a SQLite file
     * keeps every other one waiting; {@link #key} does it otherwise.
     */
    public void publish() {
        if (published.get() != null) {
            return;
        }
        try {
            published.set(draft.publish().orElseThrow(() ->
                    new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "No free key was found for the content. Repeat the call.")));
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage did not take the content. Repeat the call.", e);
        }
    }

    /** The key for a row that the current transaction writes: the bytes are its content from here on. */
    public String key() {
        if (Instant.now().isAfter(useBefore)) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "The rest of the request came so long after the content that a sweep may have removed it. Send it again.");
        }
        publish();
        transaction.accept(removedOnRollback());
        taken = true;
        return published.get();
    }

    private Synchronization removedOnRollback() {
        return new Synchronization() {
            private boolean commitTried;

            @Override
            public void beforeCompletion() {
                commitTried = true;
            }

            @Override
            public void afterCompletion(int status) {
                if (status != Status.STATUS_COMMITTED && !commitTried) {
                    remove();
                }
            }
        };
    }

    private void remove() {
        String key = published.getAndSet(null);
        if (key != null) {
            remover.accept(key);
        }
    }

    /** Removes what no transaction has taken. */
    @Override
    public void close() {
        if (!taken) {
            remove();
        }
        OpenDrafts.close(draft);
    }
}
