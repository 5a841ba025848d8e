package org.docex.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way into a bucket. What fits into one part is written at {@link #sync} in one request; what is longer goes
 * in parts while it comes. One thread writes; any thread may close, which ends the writer with an {@link IOException}.
 */
final class S3Draft implements BlobStore.Draft {
    private static final int ATTEMPTS = 7;
    private static final long CLOSE_WAITS_SECONDS = 10;

    private final S3Bucket bucket;
    private final S3Area area;
    private final IntFunction<String> keys;
    private final String id = UUID.randomUUID().toString();
    private final PartBuffer buffer = new PartBuffer();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean ended;

    private State state = State.WRITING;
    private @Nullable S3Upload upload;
    private @Nullable String key;
    /** The object that may have come to be, known or not. */
    private @Nullable String tried;
    private long size;

    /** NAMELESS is a draft for which no key was free; its bytes are dropped. */
    private enum State { WRITING, NAMELESS, SYNCED, FAILED, PUBLISHED, REMOVED }

    S3Draft(S3Bucket bucket, S3Area area, IntFunction<String> keys) {
        this.bucket = bucket;
        this.area = area;
        this.keys = keys;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        step(() -> {
            require(state == State.WRITING || state == State.NAMELESS, "A draft that is complete takes no more bytes");
            int from = 0;
            while (from < length && state == State.WRITING) {
                long room = partSize() - buffer.size();
                if (room == 0) {
                    sendPart();
                    continue;
                }
                int taken = (int) Math.min(length - from, room);
                buffer.write(bytes, from, taken);
                from += taken;
                size += taken;
            }
        });
    }

    @Override
    public void sync() throws IOException {
        step(() -> {
            require(state != State.FAILED && state != State.REMOVED, "A draft that failed cannot be completed");
            if (state == State.WRITING) {
                key = upload == null ? put() : complete(upload);
                state = State.SYNCED;
                buffer.release();
            } else if (state == State.NAMELESS) {
                state = State.SYNCED;
            }
        });
    }

    @Override
    public Optional<String> publish() throws IOException {
        step(() -> {
            require(state == State.SYNCED, "Only a draft that is complete is published, and only once");
            if (key != null) {
                state = State.PUBLISHED;
            }
        });
        return Optional.ofNullable(key);
    }

    private long partSize() {
        return S3Upload.partSize(upload == null ? 0 : upload.parts());
    }

    private void sendPart() throws IOException {
        if (upload == null) {
            String free = freeKey();
            if (free == null) {
                state = State.NAMELESS;
                buffer.release();
                return;
            }
            key = free;
            upload = S3Upload.begin(bucket, area.object(free), id);
        }
        upload.send(buffer);
        buffer.clear();
    }

    private @Nullable String freeKey() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String candidate = keys.apply(attempt);
            if (bucket.head(area.object(candidate)).isEmpty()) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable String put() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String candidate = keys.apply(attempt);
            String object = area.object(candidate);
            tried = object;
            if (bucket.putNew(object, id, buffer)) {
                return candidate;
            }
            tried = null;
        }
        return null;
    }

    private @Nullable String complete(S3Upload parts) throws IOException {
        if (buffer.size() > 0) {
            parts.send(buffer);
            buffer.clear();
        }
        tried = parts.object();
        if (parts.complete()) {
            upload = null;
            return key;
        }
        tried = null;
        return null;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    /** A step that fails, or in which the draft was closed, leaves nothing behind. */
    private void step(Step step) throws IOException {
        lock.lock();
        try {
            require(!ended, "The draft is closed");
            step.take();
            require(!ended || state == State.PUBLISHED, "The draft is closed");
        } catch (IOException | RuntimeException e) {
            fail(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Exception why) {
        if (state == State.PUBLISHED || state == State.REMOVED) {
            return;
        }
        state = State.FAILED;
        try {
            remove();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** Waits a little for who is writing; who writes longer removes the bytes itself as soon as it notices. */
    @Override
    public void close() throws IOException {
        ended = true;
        if (!locked()) {
            return;
        }
        try {
            if (state != State.PUBLISHED) {
                remove();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean locked() {
        try {
            return lock.tryLock() || lock.tryLock(CLOSE_WAITS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void remove() throws IOException {
        if (state == State.REMOVED) {
            return;
        }
        buffer.release();
        if (upload != null) {
            upload.abort();
            upload = null;
        }
        if (tried != null && bucket.holds(tried, id, size)) {
            bucket.delete(tried);
        }
        state = State.REMOVED;
    }
}
