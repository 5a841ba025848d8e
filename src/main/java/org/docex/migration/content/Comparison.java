package org.docex.migration.content;

import org.docex.config.DocexConfig;
import org.docex.migration.content.Destination.Written;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldConfig;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads every content of a tenant in both installations and compares it with what was recorded. */
public final class Comparison {
    private final Storages storages;
    private final String area;
    private final OldConfig installation;
    private final Optional<String> oldTenant;
    private final Consumer<String> differences;
    private final BlobFinder finder;
    private final Baskets baskets;
    private long contents;
    private long bytes;

    /** @param oldTenant the id in 2.x; empty in an installation without tenants */
    public Comparison(
            Storages storages, String area, OldConfig installation, Optional<String> oldTenant, BlobFinder finder, Baskets baskets,
            Consumer<String> differences) {
        this.installation = installation;
        this.oldTenant = oldTenant;
        this.finder = finder;
        this.baskets = baskets;
        this.storages = storages;
        this.area = area;
        this.differences = differences;
    }

    /** @param tenant as the ledger calls it */
    public void run(Ledger ledger, String tenant) throws IOException {
        ledger.each("SELECT owner, basket, key, checksum, size, file FROM content WHERE tenant = ? AND key <> '' ORDER BY owner", row -> {
            Written recorded = new Written(row.getString("checksum"), row.getLong("size"));
            String owner = row.getString("owner");
            if (!Optional.of(recorded).equals(there(row.getString("key")))) {
                differences.accept("the content of " + owner + " is not what was moved");
            }
            String file = row.getString("file");
            if (!file.isEmpty() && !Optional.of(recorded).equals(before(file, row.getString("basket")))) {
                differences.accept(file + " of DocEX 2.x is not what was moved as the content of " + owner);
            }
            contents++;
            bytes += recorded.size();
        }, tenant);
        ledger.each("SELECT owner, kind, document, basket, name, wanted FROM content WHERE tenant = ? AND key = '' ORDER BY owner", row -> {
            Optional<Basket> basket = baskets.find(row.getString("basket"));
            String owner = row.getString("owner");
            if (basket.isEmpty()) {
                return;
            }
            Optional<String> document = Optional.of(row.getString("document"));
            Sought sought = new Sought(oldTenant, basket.get(), row.getString("kind").equals("document") ? document : Optional.empty(),
                    row.getString("name"), row.getString("wanted"));
            finder.find(sought).content().ifPresent(content -> differences.accept(content.name() + " of DocEX 2.x was missing, or could not be seen, when " + owner + " was moved"));
        }, tenant);
    }

    private Optional<Written> before(String file, String basket) throws IOException {
        OldBasket storage = baskets.find(basket).map(Basket::storage).orElseGet(() -> OldBasket.of(installation));
        Optional<OldContent> content = finder.named(file, storage);
        return content.isEmpty() ? Optional.empty() : Optional.of(Hash.of(content.get()));
    }

    private Optional<Written> there(String key) throws IOException {
        Optional<Blob> blob = storages.open(DocexConfig.DEFAULT_STORAGE, area, key);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try (Blob open = blob.get(); InputStream in = open.from(0)) {
            return Optional.of(Hash.of(in));
        }
    }

    public long contents() {
        return contents;
    }

    public long bytes() {
        return bytes;
    }
}
