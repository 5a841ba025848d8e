package org.docex.storage;

import org.docex.config.DocexConfig;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of somebody else's, which is only looked at and read: nothing here can change it. Any number of threads may use it. */
public final class BucketReader implements AutoCloseable {
    private final S3Bucket bucket;

    /**
     * Reaches nobody yet.
     *
     * @throws IOException saying what is wrong with the settings
     */
    public BucketReader(DocexConfig.S3 settings) throws IOException {
        bucket = new S3Bucket(S3Settings.of(settings), S3Faults.READING);
    }

    /** Told of each object. */
    @FunctionalInterface
    public interface Listing {
        void found(String object, long size) throws IOException;
    }

    /** In one sentence why the bucket cannot be reached; empty when it can. */
    public Optional<String> fault() {
        return bucket.fault();
    }

    /** An object as it is now; empty when there is none, never because nobody could say. */
    public Optional<BlobStore.Blob> open(String object) throws IOException {
        return bucket.head(object).map(found -> new S3Blob(bucket, object, found.eTag(), found.contentLength()));
    }

    /** Shows every object whose name begins so. */
    public void list(String prefix, Listing listing) throws IOException {
        bucket.objects(prefix, page -> {
            for (S3Object object : page) {
                listing.found(object.key(), object.size());
            }
        });
    }

    /** Ends the client. */
    @Override
    public void close() {
        bucket.close();
    }
}
