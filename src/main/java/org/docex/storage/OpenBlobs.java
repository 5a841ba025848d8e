package org.docex.storage;

import jakarta.enterprise.context.ApplicationScoped;
import org.docex.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The content that this server is sending, by tenant, so that a purge can end it. Who reads it then gets an {@link IOException}. */
@ApplicationScoped
public class OpenBlobs {
    private final Map<BlobStore.Blob, String> open = new ConcurrentHashMap<>();

    /** The blob, known until it is closed. */
    public BlobStore.Blob known(String area, BlobStore.Blob blob) {
        BlobStore.Blob known = new Known(blob);
        open.put(known, area);
        return known;
    }

    /** Closes what is open of a tenant. */
    public void end(String area) {
        open.forEach((blob, of) -> {
            if (of.equals(area)) {
                try {
                    blob.close();
                } catch (IOException e) {
                    Log.of(OpenBlobs.class).warning("A blob of a tenant that is purged did not close", e);
                }
            }
        });
    }

    private final class Known implements BlobStore.Blob {
        private final BlobStore.Blob blob;

        Known(BlobStore.Blob blob) {
            this.blob = blob;
        }

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
            return blob.from(position);
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            blob.close();
        }
    }
}
