package org.docex.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket, by the names of its objects. What fails is an {@link IOException} that {@link S3Faults} worded. */
final class S3Bucket implements AutoCloseable {
    /** The metadata by which a draft knows its own object again when an answer was lost. */
    static final String DRAFT = "docex-draft";

    private static final String BINARY = "application/octet-stream";
    private static final String ANY = "*";
    private static final int CONFLICTS = 3;
    private static final long CONFLICT_PAUSE_MILLIS = 200;

    private final String name;
    private final Duration attempt;
    private final S3Faults faults;
    private final S3Client client;

    S3Bucket(S3Settings settings) throws IOException {
        this(settings, S3Faults.ALL);
    }

    /** @param rights what a refusal asks for */
    S3Bucket(S3Settings settings, String rights) throws IOException {
        name = settings.bucket();
        attempt = settings.timeouts().attempt();
        faults = new S3Faults(settings, rights);
        try {
            client = S3Clients.of(settings);
        } catch (SdkException | IllegalArgumentException e) {
            throw faults.of("reached", e);
        }
    }

    /** What a call does with the client. */
    @FunctionalInterface
    interface Call<T> {
        T on(S3Client client) throws IOException;
    }

    <T> T call(String what, Call<T> call) throws IOException {
        try {
            return call.on(client);
        } catch (SdkException | UncheckedIOException | RejectedExecutionException e) {
            throw faults.of(what, e);
        }
    }

    String name() {
        return name;
    }

    IOException fault(String what, Exception failure) {
        return faults.of(what, failure);
    }

    /** Why the bucket cannot be reached; empty when it can. */
    Optional<String> fault() {
        try {
            client.headBucket(head -> head.bucket(name));
            return Optional.empty();
        } catch (S3Exception e) {
            return Optional.of(e.statusCode() == 404
                    ? "The bucket '" + name + "' does not exist. Create it, or correct its name."
                    : faults.said("reached", e));
        } catch (SdkException | UncheckedIOException | RejectedExecutionException e) {
            return Optional.of(faults.said("reached", e));
        }
    }

    /** What S3 knows of an object; empty when it is missing, never when the bucket is. */
    Optional<HeadObjectResponse> head(String object) throws IOException {
        return call("read", s3 -> {
            try {
                return Optional.of(s3.headObject(head -> head.bucket(name).key(object)));
            } catch (S3Exception e) {
                if (e.statusCode() != 404) {
                    throw e;
                }
                requireBucket();
                return Optional.empty();
            }
        });
    }

    /** A missing bucket answers HEAD of an object as a missing object does. */
    private void requireBucket() throws IOException {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
    }

    /** Whether the object is that of the draft, whole. */
    boolean holds(String object, String draft, long size) throws IOException {
        return head(object)
                .filter(found -> draft.equals(found.metadata().get(DRAFT)) && found.contentLength() == size)
                .isPresent();
    }

    /** Writes an object where none is; false when one is. An answer that was lost on the way is no obstacle. */
    boolean putNew(String object, String draft, PartBuffer bytes) throws IOException {
        return call("written", s3 -> {
            for (int conflict = 0;; conflict++) {
                try {
                    put(s3, object, draft, bytes);
                    return true;
                } catch (S3Exception e) {
                    boolean again = e.statusCode() == 409 && conflict < CONFLICTS;
                    if (!again && e.statusCode() != 409 && e.statusCode() != 412) {
                        throw e;
                    }
                    if (!again) {
                        return holds(object, draft, bytes.size());
                    }
                    pause(conflict);
                }
            }
        });
    }

    private void put(S3Client s3, String object, String draft, PartBuffer bytes) {
        s3.putObject(put -> put.bucket(name).key(object).ifNoneMatch(ANY).contentType(BINARY).metadata(Map.of(DRAFT, draft))
                        .overrideConfiguration(one -> one.apiCallAttemptTimeout(patience(bytes.size()))),
                body(bytes));
    }

    static RequestBody body(PartBuffer bytes) {
        return RequestBody.fromContentProvider(bytes::stream, bytes.size(), BINARY);
    }

    /** How long an attempt to send so many bytes may last. */
    Duration patience(long bytes) {
        return attempt.plusSeconds(bytes >> 20);
    }

    private static void pause(int conflict) throws IOException {
        try {
            Thread.sleep(CONFLICT_PAUSE_MILLIS << conflict);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops", e);
        }
    }

    /** The bytes from a position on, of exactly the object that bore the tag; the caller closes or aborts. */
    AbortableInputStream read(String object, String tag, long position) throws IOException {
        return call("read", s3 -> s3.getObject(get -> {
            get.bucket(name).key(object).ifMatch(tag);
            if (position > 0) {
                get.range("bytes=" + position + "-");
            }
        }, ResponseTransformer.unmanaged((response, body) -> body)));
    }

    void delete(String object) throws IOException {
        call("changed", s3 -> s3.deleteObject(delete -> delete.bucket(name).key(object)));
    }

    void delete(List<String> objects) throws IOException {
        List<ObjectIdentifier> identifiers =
                objects.stream().map(object -> ObjectIdentifier.builder().key(object).build()).toList();
        DeleteObjectsResponse response = call("emptied", s3 -> s3.deleteObjects(
                delete -> delete.bucket(name).delete(these -> these.objects(identifiers).quiet(true))));
        if (response.hasErrors() && !response.errors().isEmpty()) {
            throw new IOException("The bucket '" + name + "' could not be emptied: " + response.errors().size()
                    + " objects stayed (" + response.errors().get(0).code() + "). Give these credentials the right s3:DeleteObject.");
        }
    }

    /** Stops an upload; nothing happens when there is none any more. */
    void abort(String object, String upload) throws IOException {
        call("changed", s3 -> {
            try {
                return s3.abortMultipartUpload(abort -> abort.bucket(name).key(object).uploadId(upload));
            } catch (S3Exception e) {
                if (S3Faults.code(e).equals("NoSuchUpload")) {
                    return null;
                }
                throw e;
            }
        });
    }

    boolean isEmpty(String prefix, String except) throws IOException {
        return call("listed", s3 -> {
            List<S3Object> first = s3.listObjectsV2(list -> list.bucket(name).prefix(prefix).maxKeys(2)).contents();
            return first.stream().allMatch(object -> object.key().equals(except))
                    && s3.listMultipartUploads(list -> list.bucket(name).prefix(prefix).maxUploads(1)).uploads().isEmpty();
        });
    }

    /** What an area's listing is given to, page by page. */
    @FunctionalInterface
    interface Pages<T> {
        void next(List<T> page) throws IOException;
    }

    void objects(String prefix, Pages<S3Object> pages) throws IOException {
        call("listed", s3 -> {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix))) {
                pages.next(page.contents());
            }
            return prefix;
        });
    }

    void uploads(String prefix, Pages<MultipartUpload> pages) throws IOException {
        call("listed", s3 -> {
            for (ListMultipartUploadsResponse page
                    : s3.listMultipartUploadsPaginator(list -> list.bucket(name).prefix(prefix))) {
                pages.next(page.uploads());
            }
            return prefix;
        });
    }

    /** When something was last added to an upload; empty before its first part, and when it is gone. */
    Optional<Instant> lastPart(String object, String upload) throws IOException {
        return call("listed", s3 -> {
            try {
                return s3.listPartsPaginator(list -> list.bucket(name).key(object).uploadId(upload)).parts().stream()
                        .map(Part::lastModified).max(Comparator.naturalOrder());
            } catch (NoSuchUploadException gone) {
                return Optional.<Instant>empty();
            }
        });
    }

    /** Ends the client; who still reads or writes gets an {@link IOException}. */
    @Override
    public void close() {
        client.close();
    }
}
