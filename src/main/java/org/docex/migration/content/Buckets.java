package org.docex.migration.content;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.content.Found.Remark;
import org.docex.migration.report.Faults;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldBucket;
import org.docex.migration.source.OldS3;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.BucketReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the object that a row of 2.x means: by the row's path, alone or behind the prefix; where nothing lies there, by the layouts
 * of the releases. What nobody can say stops the run.
 */
final class Buckets implements OldContents, AutoCloseable {
    private static final int LONGEST = 1024;

    private final Map<OldBucket, BucketReader> readers = new ConcurrentHashMap<>();

    @Override
    public Found find(Sought sought) throws IOException {
        OldS3 s3 = sought.basket().storage().s3().orElseThrow();
        List<Remark> remarks = new ArrayList<>();
        String path = key(s3.bucket(), sought.path(), remarks);
        if (path.isBlank()) {
            return Found.nothing(remarks);
        }
        Layouts layouts = new Layouts(s3, sought.basket(), sought.tenant());
        Map<OldContent, String> hits = hits(s3.bucket(), layouts.recorded(path));
        if (hits.isEmpty() && sought.document().isPresent()) {
            hits = hits(s3.bucket(), layouts.usual(sought.document().get(), sought.name()));
        }
        if (hits.isEmpty()) {
            return Found.nothing(remarks);
        }
        List<OldContent> objects = List.copyOf(hits.keySet());
        for (OldContent other : objects.subList(1, objects.size())) {
            if (objects.get(0).differs(other)) {
                remarks.add(new Remark(FindingKind.DIFFERENT_COPIES, objects.get(0).name() + " was taken, " + other.name() + " differs"));
            }
        }
        return new Found(Optional.of(objects.get(0)), String.valueOf(hits.get(objects.get(0))), List.copyOf(remarks));
    }

    /** The path as a key; empty for one that no object has. */
    private static String key(OldBucket bucket, String path, List<Remark> remarks) {
        String key = path.startsWith(bucket.address("")) ? path.substring(bucket.address("").length()) : path;
        if (key.startsWith("/")) {
            remarks.add(new Remark(FindingKind.PATH_ABSOLUTE, path));
            key = key.replaceFirst("^/+", "");
        }
        List<String> parts = List.of(key.split("/", -1));
        if (parts.contains("..")) {
            remarks.add(new Remark(FindingKind.PATH_PARENT, path));
        }
        boolean isOdd = key.chars().anyMatch(Character::isISOControl) || !StandardCharsets.UTF_8.newEncoder().canEncode(key);
        if (isOdd || parts.contains("..") || parts.contains(".")) {
            remarks.add(new Remark(FindingKind.PATH_OUTSIDE, path));
            return "";
        }
        return key;
    }

    private Map<OldContent, String> hits(OldBucket bucket, Map<String, String> keys) {
        Map<OldContent, String> hits = new LinkedHashMap<>();
        keys.forEach((key, place) -> object(bucket, key).ifPresent(content -> hits.put(content, place)));
        return hits;
    }

    private Optional<OldContent> object(OldBucket bucket, String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST || Stream.of(key.split("/", -1)).anyMatch(part -> part.equals("..") || part.equals("."))) {
            return Optional.empty();
        }
        try {
            return reader(bucket).open(key).map(blob -> new StoredObject(bucket.address(key), blob));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<OldContent> named(String name, OldBasket basket) {
        return basket.s3().map(OldS3::bucket).filter(bucket -> name.startsWith(bucket.address("")))
                .flatMap(bucket -> object(bucket, name.substring(bucket.address("").length())));
    }

    /** Shows every object whose name begins so. */
    void list(OldBucket bucket, String prefix, BucketReader.Listing listing) {
        try {
            reader(bucket).list(prefix, listing);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** @throws DocexException {@code STORAGE_UNAVAILABLE} when a bucket cannot be reached */
    void refuseUnreachable(OldBucket bucket) throws IOException {
        Optional<String> fault = reader(bucket).fault();
        if (fault.isPresent()) {
            throw unreadable(new IOException(fault.get()));
        }
    }

    private BucketReader reader(OldBucket bucket) throws IOException {
        BucketReader known = readers.get(bucket);
        if (known != null) {
            return known;
        }
        synchronized (readers) {
            BucketReader meanwhile = readers.get(bucket);
            BucketReader reader = meanwhile == null ? new BucketReader(bucket.settings()) : meanwhile;
            readers.put(bucket, reader);
            return reader;
        }
    }

    /** What a bucket of 2.x refuses or fails to answer: never taken for a document that is missing. */
    static DocexException unreadable(IOException e) {
        return new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "DocEX 2.x keeps documents there: " + Faults.said(e)
                + ". What was moved is kept; run the command again, and it goes on where it was.", e);
    }

    /** An object as it was when it was found. */
    private record StoredObject(String name, Blob blob) implements OldContent {
        @Override
        public long size() throws IOException {
            return blob.size();
        }

        @Override
        public InputStream open() {
            return new ObjectStream(blob);
        }
    }

    @Override
    public void close() {
        readers.values().forEach(BucketReader::close);
    }
}
