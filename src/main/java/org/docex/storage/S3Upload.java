package org.docex.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** An object on its way in parts. Its name is not taken before {@link #complete}. */
final class S3Upload {
    /** Parts double so often that 10,000 of them hold 5 TiB. */
    private static final int DOUBLED_EVERY = 1000;
    private static final long FIRST_PART = 8L << 20;
    private static final long LONGEST_PART = 2L << 30;
    private static final int COMPLETION_ATTEMPTS_LAST = 5;

    private final S3Bucket bucket;
    private final String object;
    private final String draft;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();
    private long size;

    private S3Upload(S3Bucket bucket, String object, String draft, String id) {
        this.bucket = bucket;
        this.object = object;
        this.draft = draft;
        this.id = id;
    }

    static S3Upload begin(S3Bucket bucket, String object, String draft) throws IOException {
        String id = bucket.call("written", s3 -> s3.createMultipartUpload(create -> create
                .bucket(bucket.name()).key(object).contentType("application/octet-stream")
                .metadata(Map.of(S3Bucket.DRAFT, draft)))).uploadId();
        return new S3Upload(bucket, object, draft, id);
    }

    /** How long the part with this number is, counted from 0. */
    static long partSize(int number) {
        return Math.min(LONGEST_PART, FIRST_PART << number / DOUBLED_EVERY);
    }

    String object() {
        return object;
    }

    long size() {
        return size;
    }

    int parts() {
        return parts.size();
    }

    void send(PartBuffer bytes) throws IOException {
        int number = parts.size() + 1;
        UploadPartResponse sent = bucket.call("written", s3 -> s3.uploadPart(
                part -> part.bucket(bucket.name()).key(object).uploadId(id).partNumber(number)
                        .overrideConfiguration(one -> one.apiCallAttemptTimeout(bucket.patience(bytes.size()))),
                S3Bucket.body(bytes)));
        parts.add(CompletedPart.builder()
                .partNumber(number).eTag(sent.eTag()).checksumCRC32(sent.checksumCRC32()).build());
        size += bytes.size();
    }

    /** Makes the parts an object; false when another one took the name meanwhile. */
    boolean complete() throws IOException {
        return bucket.call("written", s3 -> {
            try {
                s3.completeMultipartUpload(complete -> complete
                        .bucket(bucket.name()).key(object).uploadId(id).ifNoneMatch("*")
                        .multipartUpload(all -> all.parts(parts))
                        .overrideConfiguration(one -> one.apiCallAttemptTimeout(
                                bucket.patience(0).multipliedBy(COMPLETION_ATTEMPTS_LAST))));
                return true;
            } catch (S3Exception e) {
                boolean taken = e.statusCode() == 412;
                boolean answeredBefore = S3Faults.code(e).equals("NoSuchUpload");
                if ((taken || answeredBefore) && bucket.holds(object, draft, size)) {
                    return true;
                }
                if (taken) {
                    return false;
                }
                throw e;
            }
        });
    }

    void abort() throws IOException {
        bucket.abort(object, id);
    }
}
