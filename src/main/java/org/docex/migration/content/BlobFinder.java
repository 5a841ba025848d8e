package org.docex.migration.content;

import org.docex.error.DocexException;
import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldBucket;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldS3;
import org.docex.storage.BucketReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Finds the bytes that a row of 2.x means, where its basket keeps them: in folders or in a bucket. */
public final class BlobFinder implements AutoCloseable {
    private final Folders folders;
    private final Buckets buckets = new Buckets();

    /**
     * @param databases the files of the installation's databases
     * @param home the new home, which may lie below the base
     */
    public BlobFinder(OldConfig config, Set<Path> databases, Path home) throws IOException {
        this.folders = new Folders(config, databases, home);
    }

    Found find(Sought sought) throws IOException {
        return at(sought.basket().storage()).find(sought);
    }

    Optional<OldContent> named(String name, OldBasket basket) throws IOException {
        return at(basket).named(name, basket);
    }

    private OldContents at(OldBasket basket) {
        return basket.s3().isPresent() ? buckets : folders;
    }

    void list(OldBucket bucket, String prefix, BucketReader.Listing listing) {
        buckets.list(bucket, prefix, listing);
    }

    /**
     * What the addresses of a basket's objects begin with; none of a basket in folders.
     *
     * @param tenant the id in 2.x; empty in an installation without tenants
     */
    public static Collection<String> addresses(Basket basket, Optional<String> tenant) {
        Optional<OldS3> s3 = basket.storage().s3();
        return s3.stream().flatMap(at -> new Layouts(at, basket, tenant).roots().stream().map(at.bucket()::address)).toList();
    }

    /** @throws DocexException {@code STORAGE_UNAVAILABLE} when one of them cannot be reached */
    public void refuseUnreachable(Collection<OldBucket> known) throws IOException {
        for (OldBucket bucket : known) {
            buckets.refuseUnreachable(bucket);
        }
    }

    @Override
    public void close() {
        buckets.close();
    }
}
