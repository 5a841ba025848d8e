package org.docex.migration.content;

import org.docex.config.DocexConfig;
import org.docex.migration.content.Destination.Written;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldBasket;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads every content of a tenant in both installations and compares it with what was recorded. */
public final class Comparison {
    private final Storages storages;
    private final String area;
    private final Consumer<String> differences;
    private final BlobFinder finder;
    private final Baskets baskets;
    private long contents;
    private long bytes;

    public Comparison(DocexConfig config, String area, BlobFinder finder, Baskets baskets, Consumer<String> differences) {
        this.finder = finder;
        this.baskets = baskets;
        this.storages = new Storages(config);
        this.area = area;
        this.differences = differences;
    }

    /** @param tenant as the ledger calls it */
    public void run(Ledger ledger, String tenant) throws IOException {
        ledger.each("SELECT owner, key, checksum, size, file FROM content WHERE tenant = ? AND key <> '' ORDER BY owner", row -> {
            Written recorded = new Written(row.getString("checksum"), row.getLong("size"));
            String owner = row.getString("owner");
            if (!Optional.of(recorded).equals(there(row.getString("key")))) {
                differences.accept("the content of " + owner + " is not what was moved");
            }
            String file = row.getString("file");
            if (!file.isEmpty() && !(Files.isRegularFile(Path.of(file)) && recorded.equals(Hash.of(Path.of(file))))) {
                differences.accept(file + " of DocEX 2.x is not what was moved as the content of " + owner);
            }
            contents++;
            bytes += recorded.size();
        }, tenant);
        ledger.each("SELECT owner, basket, wanted FROM content WHERE tenant = ? AND key = '' ORDER BY owner", row -> {
            OldBasket storage = baskets.find(row.getString("basket")).map(Basket::storage).orElse(OldBasket.NONE);
            String owner = row.getString("owner");
            finder.find(storage, row.getString("wanted")).file().ifPresent(file -> differences.accept(
                    file + " of DocEX 2.x was missing, or could not be seen, when " + owner + " was moved"));
        }, tenant);
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
