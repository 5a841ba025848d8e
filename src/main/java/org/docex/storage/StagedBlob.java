package org.docex.storage;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
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
    private @Nullable String published;
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

    /** Its last key; empty when it has none yet. */
    public Optional<String> published() {
        return Optional.ofNullable(published);
    }

    /** The first bytes, at most 64 KiB: what tells its type. */
    public byte[] head() {
        return head.clone();
    }

    /**
     * Gives the bytes their name ahead of {@link #key}. Outside of a transaction, because it waits for the disk and a
     * transaction of a SQLite file keeps every other one waiting. What fails here fails again in the transaction, or is refused
     * by it for a better reason.
     */
    public void publish() {
        try {
            name();
        } catch (DocexException e) {
            Log.of(StagedBlob.class).debug("A content did not get its name ahead of its transaction", e);
        }
    }

    /** The key for a row that the current transaction writes: the bytes are its content from here on, and of no other one. */
    public String key() {
        if (Instant.now().isAfter(useBefore)) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "The rest of the request came so long after the content that a sweep may have removed it. Send it again.");
        }
        if (taken) {
            published = null;
            taken = false;
        }
        String key = name();
        transaction.accept(removedOnRollback(key));
        taken = true;
        return key;
    }

    private String name() {
        String key = published;
        if (key == null) {
            try {
                key = draft.publish().orElseThrow(() ->
                        new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "No free key was found for the content. Repeat the call."));
            } catch (IOException e) {
                throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage did not take the content. Repeat the call.", e);
            }
            published = key;
        }
        return key;
    }

    private Synchronization removedOnRollback(String key) {
        return new Synchronization() {
            private boolean commitTried;

            @Override
            public void beforeCompletion() {
                commitTried = true;
            }

            @Override
            public void afterCompletion(int status) {
                if (status != Status.STATUS_COMMITTED && !commitTried) {
                    remover.accept(key);
                }
            }
        };
    }

    /** Removes what no transaction has taken. */
    @Override
    public void close() {
        String key = published;
        if (key != null && !taken) {
            remover.accept(key);
        }
        OpenDrafts.close(draft);
    }
}
