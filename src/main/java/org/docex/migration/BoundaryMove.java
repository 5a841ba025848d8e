package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.migration.content.BlobFinder;
import org.docex.migration.content.ContentPhase;
import org.docex.migration.content.Destination;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.convert.Conversion;
import org.docex.migration.convert.Remarks;
import org.docex.migration.convert.Secrets;
import org.docex.migration.convert.Tables;
import org.docex.migration.convert.Unknown;
import org.docex.migration.report.Faults;
import org.docex.migration.report.Finding;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldInstallation;
import org.docex.storage.Storages;
import org.docex.tenant.Boundary;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Moves one boundary after the other: contents first, then all rows in one transaction. Without a new system it only looks, and
 * finds the same.
 *
 * @param fresh the new configuration, also in a dry run
 * @param storages of the new configuration
 * @param to empty in a dry run
 */
record BoundaryMove(
        MigrationOrder order, OldConfig config, OldInstallation old, BlobFinder finder, Ledger ledger, DocexConfig fresh, Storages storages,
        Optional<NewSystem> to, MigrationWatcher watcher) {
    private static final String BASKETS = "baskets";
    private static final String ROWS = "rows";

    /** @param scratch a folder for copies of databases */
    void move(Moving moving, Path scratch) throws IOException {
        if (ledger.isDone(moving.label(), ROWS)) {
            to.ifPresent(system -> system.existing(moving));
            return;
        }
        try (OldDatabase database = old.open(moving.from(), scratch)) {
            move(moving, database);
        }
        ledger.done(moving.label(), ROWS);
        ledger.commit();
        watcher.at(moving.label(), "moved", 1, 1);
    }

    private void move(Moving moving, OldDatabase database) throws IOException {
        String label = moving.label();
        watcher.at(label, "boundary", 0, 0);
        Optional<Boundary> boundary = to.map(system -> system.provisioned(moving, old, watcher));
        Baskets baskets = baskets(moving, database);
        long documents = database.count("document");
        new ContentPhase(label, moving.oldTenant(), finder, database, baskets, ledger, storages,
                boundary.map(place -> new Destination(storages, place.storageSegment().orElse(""), fresh.limits().minFreeBytes())),
                done -> watcher.at(label, "documents", done, documents)).run();
        watcher.at(label, ROWS, 0, 0);
        ledger.forget(label, ROWS);
        if (boundary.isPresent()) {
            load(label, database, baskets, boundary.get(), to.orElseThrow());
        } else {
            Counting sink = new Counting(false);
            Tables.convert(new Conversion(label, database, baskets, ledger, new Secrets((name, value) -> NewHome.reference(name)), remarks(label, ROWS), sink));
            sink.tally(ledger, label, Tables.count(database));
        }
    }

    private Baskets baskets(Moving moving, OldDatabase database) throws IOException {
        String label = moving.label();
        watcher.at(label, BASKETS, 0, 0);
        ledger.forget(label, BASKETS);
        Unknown.look(database, remarks(label, BASKETS));
        Baskets baskets = Baskets.of(database, config, remarks(label, BASKETS));
        ledger.update("DELETE FROM folder WHERE tenant = ?", label);
        for (Basket basket : baskets.all()) {
            basket.storage().path().ifPresent(path -> note(config.base().resolve(path).normalize().toString(), label, basket));
            BlobFinder.addresses(basket, moving.oldTenant()).forEach(address -> note(address, label, basket));
        }
        ledger.commit();
        return baskets;
    }

    private void note(String place, String label, Basket basket) {
        ledger.update("INSERT OR IGNORE INTO folder (path, tenant, basket) VALUES (?, ?, ?)", place, label, basket.id());
    }

    /** What the ledger says of rows is committed before they are: who finds them there needs not convert them again. */
    private void load(String label, OldDatabase database, Baskets baskets, Boundary boundary, NewSystem system) throws IOException {
        try {
            system.rows().write(boundary, connection -> {
                Loading sink = new Loading(connection, boundary.tenant(), system.isPostgres());
                if (sink.isLoaded()) {
                    return false;
                }
                Conversion conversion = new Conversion(label, database, baskets, ledger, new Secrets(system.home()::keepSecret), remarks(label, ROWS), sink);
                Tables.convert(conversion);
                Tables.seal(conversion, order.from().toString());
                sink.flush();
                sink.tally(ledger, label, Tables.count(database));
                ledger.commit();
                watcher.at(label, "rows written", 0, 0);
                return true;
            });
        } catch (SQLException e) {
            throw Faults.of("the new database of '" + label + "'", e);
        }
    }

    private Remarks remarks(String label, String phase) {
        return (kind, subject, detail) -> ledger.found(phase, new Finding(label, kind, subject, detail));
    }
}
