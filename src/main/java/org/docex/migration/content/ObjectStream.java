package org.docex.migration.content;

import org.docex.storage.BlobStore.Blob;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of an object. A connection that breaks is made again where it broke. */
final class ObjectStream extends InputStream {
    private static final int ATTEMPTS = 3;

    private final Blob blob;
    private @Nullable InputStream in;
    private long position;
    private int failures;

    ObjectStream(Blob blob) {
        this.blob = blob;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws org.docex.error.DocexException {@code STORAGE_UNAVAILABLE} when it breaks again and again at one place */
    @Override
    public int read(byte[] target, int offset, int length) {
        while (true) {
            try {
                InputStream open = in == null ? blob.from(position) : in;
                in = open;
                int got = open.read(target, offset, length);
                position += Math.max(0, got);
                failures = 0;
                return got;
            } catch (IOException e) {
                drop();
                if (++failures == ATTEMPTS) {
                    throw Buckets.unreadable(e);
                }
            }
        }
    }

    private void drop() {
        InputStream open = in;
        in = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException broken) {
            // nothing more is read from it
        }
    }

    @Override
    public void close() {
        drop();
    }
}
