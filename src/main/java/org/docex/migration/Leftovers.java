package org.docex.migration;

import org.docex.migration.content.BlobFinder;
import org.docex.migration.content.Orphans;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldBucket;
import org.docex.migration.source.OldConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is found in folders and buckets of 2.x, once all rows are known. */
record Leftovers(OldConfig config, Set<OldBucket> buckets, BlobFinder finder, Ledger ledger, Path home) {
    private static final int SHOWN_BASKETS = 10;

    /** @param databases the files of the installation's databases */
    void look(String phase, Set<Path> databases) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(config.documents());
        Map<OldBucket, Set<String>> prefixes = new LinkedHashMap<>();
        ledger.each("SELECT path, count(*) AS baskets, group_concat(CASE WHEN nr <= " + SHOWN_BASKETS + " THEN tenant || ' ' || basket END, ', ') AS who "
                + "FROM (SELECT *, row_number() OVER (PARTITION BY path ORDER BY tenant, basket) AS nr FROM folder ORDER BY path, tenant, basket) GROUP BY "
                + "path ORDER BY path", row -> {
            String place = row.getString("path");
            Optional<OldBucket> bucket = buckets.stream().filter(known -> place.startsWith(known.address(""))).findFirst();
            if (bucket.isPresent()) {
                prefixes.computeIfAbsent(bucket.get(), none -> new LinkedHashSet<>()).add(place.substring(bucket.get().address("").length()));
            } else {
                folders.add(folder(phase, Path.of(place), row));
            }
            if (row.getLong("baskets") > 1) {
                found(phase, FindingKind.SHARED_FOLDER, place, row.getLong("baskets") + " baskets: " + row.getString("who")
                        + (row.getLong("baskets") > SHOWN_BASKETS ? ", …" : ""));
            }
        });
        folders.removeIf(folder -> config.base().startsWith(folder) || isElsewhere(folder));
        Orphans orphans = new Orphans(ledger, phase, config.base());
        orphans.look(folders, databases, home);
        prefixes.forEach((bucket, names) -> orphans.look(finder, bucket, names));
    }

    private Path folder(String phase, Path folder, ResultSet row) throws SQLException {
        if (isElsewhere(folder)) {
            found(phase, FindingKind.FOLDER_ELSEWHERE, folder.toString(), row.getString("who"));
        }
        return folder;
    }

    private boolean isElsewhere(Path folder) {
        return !folder.startsWith(config.base()) && !folder.startsWith(config.documents());
    }

    private void found(String phase, FindingKind kind, String subject, String detail) {
        ledger.found(phase, new Finding("", kind, subject, detail));
    }
}
