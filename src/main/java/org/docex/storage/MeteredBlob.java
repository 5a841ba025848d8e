package org.docex.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** A blob that counts the bytes that are read from it. */
record MeteredBlob(BlobStore.Blob blob, LongAdder bytes) implements BlobStore.Blob {
    @Override
    public long size() throws IOException {
        return blob.size();
    }

    @Override
    public String tag() throws IOException {
        return blob.tag();
    }

    @Override
    public InputStream from(long position) throws IOException {
        return new FilterInputStream(blob.from(position)) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                bytes.add(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                bytes.add(Math.max(0, read));
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        blob.close();
    }
}
