package org.docex.storage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Content in a bucket. An area is a prefix with a marker; a whole bucket may be one area. */
final class S3BlobStore implements BlobStore, AutoCloseable {
    /** An object in parts is dated by S3 when its upload began. */
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);
    private static final char BEFORE_KEY = '\0';

    private final S3Bucket bucket;

    /** Reaches nobody yet. */
    S3BlobStore(S3Settings settings) throws IOException {
        bucket = new S3Bucket(settings);
    }

    /** In one sentence why the bucket cannot be reached; empty when it can. Changes nothing. */
    Optional<String> fault() {
        return bucket.fault();
    }

    /** Proves at a new area that the server keeps what is there: others would let a document replace another. */
    @Override
    public boolean createArea(String area) throws IOException {
        String marker = S3Area.of(area).marker();
        if (!mark(marker)) {
            return false;
        }
        if (mark(marker)) {
            bucket.delete(marker);
            throw new IOException("The server of the bucket '" + bucket.name()
                    + "' replaces objects although If-None-Match forbids it. Use one that knows conditional writes.");
        }
        return true;
    }

    private boolean mark(String marker) throws IOException {
        return bucket.putNew(marker, UUID.randomUUID().toString(), new PartBuffer());
    }

    @Override
    public boolean hasArea(String area) throws IOException {
        return bucket.head(S3Area.of(area).marker()).isPresent();
    }

    @Override
    public boolean isTaken(String area) throws IOException {
        return !bucket.isEmpty(S3Area.of(area).prefix(), "");
    }

    @Override
    public void look(String area, Visitor visitor) throws IOException {
        S3Area names = S3Area.of(area);
        bucket.objects(names.prefix(), page -> {
            for (S3Object object : page) {
                if (!object.key().equals(names.marker())) {
                    boolean inParts = object.eTag() != null && object.eTag().contains("-");
                    visitor.found(new Found(names.key(object.key()), object.size(),
                            inParts ? object.lastModified().plus(LONGEST_UPLOAD) : object.lastModified(), false));
                }
            }
        });
        bucket.uploads(names.prefix(), page -> {
            for (MultipartUpload upload : page) {
                String name = upload.uploadId() + BEFORE_KEY + names.key(upload.key());
                Instant since = bucket.lastPart(upload.key(), upload.uploadId()).orElse(upload.initiated());
                visitor.found(new Found(name, 0, since, true));
            }
        });
    }

    @Override
    public void discard(String area, Found found) throws IOException {
        S3Area names = S3Area.of(area);
        if (found.unfinished()) {
            int end = found.key().indexOf(BEFORE_KEY);
            bucket.abort(names.listed(found.key().substring(end + 1)), found.key().substring(0, end));
        } else {
            bucket.delete(names.listed(found.key()));
        }
    }

    @Override
    public void emptyArea(String area) throws IOException {
        S3Area names = S3Area.of(area);
        bucket.objects(names.prefix(), page -> {
            List<String> objects = page.stream().map(S3Object::key).filter(key -> !key.equals(names.marker())).toList();
            if (!objects.isEmpty()) {
                bucket.delete(objects);
            }
        });
        bucket.uploads(names.prefix(), page -> {
            for (MultipartUpload upload : page) {
                bucket.abort(upload.key(), upload.uploadId());
            }
        });
    }

    @Override
    public void removeEmptyArea(String area) throws IOException {
        S3Area names = S3Area.of(area);
        if (bucket.isEmpty(names.prefix(), names.marker())) {
            bucket.delete(names.marker());
        }
    }

    @Override
    public Draft draft(String area, IntFunction<String> keys) throws IOException {
        return new S3Draft(bucket, S3Area.of(area), keys);
    }

    @Override
    public Optional<Blob> open(String area, String key) throws IOException {
        String object = S3Area.of(area).object(key);
        return bucket.head(object).map(found -> new S3Blob(bucket, object, found.eTag(), found.contentLength()));
    }

    @Override
    public void delete(String area, String key) throws IOException {
        bucket.delete(S3Area.of(area).object(key));
    }

    /** A bucket has no end. */
    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    /** Ends the client. */
    @Override
    public void close() {
        bucket.close();
    }
}
