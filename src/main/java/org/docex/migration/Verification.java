package org.docex.migration;

import org.docex.migration.content.BlobFinder;
import org.docex.migration.content.Comparison;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Conversion;
import org.docex.migration.convert.Remarks;
import org.docex.migration.convert.Secrets;
import org.docex.migration.convert.Tables;
import org.docex.migration.report.Faults;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldInstallation;
import org.docex.tenant.Boundary;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Compares both installations: every row as it would be converted now, every byte. */
final class Verification {
    private static final Remarks SILENT = (kind, subject, detail) -> {};

    private final OldConfig config;
    private final OldInstallation old;
    private final BlobFinder finder;
    private final NewSystem system;
    private final Ledger ledger;
    private final MigrationWatcher watcher;
    private final Consumer<String> told;
    private long rows;
    private long contents;
    private long bytes;
    private long differences;

    Verification(OldConfig config, OldInstallation old, BlobFinder finder, NewSystem system, Ledger ledger, MigrationWatcher watcher, Consumer<String> told) {
        this.config = config;
        this.old = old;
        this.finder = finder;
        this.system = system;
        this.ledger = ledger;
        this.watcher = watcher;
        this.told = told;
    }

    /** @param scratch a folder for copies of databases */
    void compare(Moving moving, Path scratch) throws IOException {
        String label = moving.label();
        Boundary boundary = system.existing(moving);
        Consumer<String> named = difference -> {
            differences++;
            told.accept(label + ": " + difference);
        };
        watcher.at(label, "comparing rows", 0, 0);
        try (OldDatabase database = old.open(moving.from(), scratch)) {
            Baskets baskets = Baskets.of(database, config, SILENT);
            rows += system.rows().snapshot(boundary, connection -> {
                Comparing sink = new Comparing(connection, system.isPostgres(), named);
                Secrets secrets = new Secrets((name, value) -> {
                    if (!system.home().holdsSecret(name, value)) {
                        named.accept("secrets/" + name + " is not what was moved");
                    }
                    return NewHome.reference(name);
                });
                Tables.convert(new Conversion(label, database, baskets, ledger, secrets, SILENT, sink));
                sink.end();
                return sink.compared();
            });
            watcher.at(label, "comparing contents", 0, 0);
            Comparison comparison = new Comparison(system.storages(), boundary.storageSegment().orElse(""), config, moving.oldTenant(), finder,
                    baskets, named);
            comparison.run(ledger, label);
            contents += comparison.contents();
            bytes += comparison.bytes();
        } catch (SQLException e) {
            throw Faults.of("the new database of '" + label + "'", e);
        }
    }

    Migration.Compared result() {
        return new Migration.Compared(rows, contents, bytes, differences);
    }
}
