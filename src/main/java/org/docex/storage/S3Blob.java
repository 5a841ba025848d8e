package org.docex.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;

/** An object as it was when it was opened. One position is read at a time; any thread may close, which ends the reader. */
final class S3Blob implements BlobStore.Blob {
    private final S3Bucket bucket;
    private final String object;
    private final String tag;
    private final long size;
    private @Nullable Body running;
    private boolean closed;

    S3Blob(S3Bucket bucket, String object, String tag, long size) {
        this.bucket = bucket;
        this.object = object;
        this.tag = tag;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String tag() {
        return object + "\n" + tag;
    }

    @Override
    public InputStream from(long position) throws IOException {
        end(false);
        if (position >= size) {
            return InputStream.nullInputStream();
        }
        Body body = new Body(bucket.read(object, tag, position), size - position);
        if (!began(body)) {
            body.close();
            throw new IOException("The content is closed");
        }
        return body;
    }

    private synchronized boolean began(Body body) {
        running = closed ? null : body;
        return !closed;
    }

    @Override
    public void close() {
        end(true);
    }

    private void end(boolean forGood) {
        Body body;
        synchronized (this) {
            body = running;
            running = null;
            closed |= forGood;
        }
        if (body != null) {
            body.close();
        }
    }

    /** Never ends before its length: a connection that breaks is an {@link IOException}. */
    private final class Body extends InputStream {
        private final AbortableInputStream in;
        private final ReentrantLock lock = new ReentrantLock();
        private long left;
        private volatile boolean ended;
        private boolean dropped;

        Body(AbortableInputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            lock.lock();
            try {
                requireOpen();
                int read = some(target, offset, length);
                requireOpen();
                if (read < 0 && left > 0) {
                    throw new EOFException("The bucket '" + bucket.name() + "' broke off " + left
                            + " bytes before the end. Repeat the call.");
                }
                left -= Math.max(0, read);
                return read;
            } finally {
                lock.unlock();
                if (ended) {
                    drop();
                }
            }
        }

        private void requireOpen() throws IOException {
            if (ended) {
                throw new IOException("The content is closed");
            }
        }

        private int some(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (SdkException | UncheckedIOException e) {
                throw bucket.fault("read", e);
            }
        }

        /** Never waits: a reader that still waits for the server drops the connection itself. */
        @Override
        public void close() {
            ended = true;
            drop();
        }

        /** Leaves what was not read; the connection lives on only when that is little. */
        private void drop() {
            if (!lock.tryLock()) {
                return;
            }
            try {
                if (!dropped) {
                    dropped = true;
                    abort();
                }
            } finally {
                lock.unlock();
            }
        }

        private void abort() {
            try {
                if (left > 0) {
                    in.abort();
                }
                in.close();
            } catch (IOException | SdkException | UncheckedIOException broken) {
                // nothing more is read from it
            }
        }
    }
}
