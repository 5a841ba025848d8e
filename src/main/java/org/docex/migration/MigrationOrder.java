package org.docex.migration;

import org.docex.migration.source.OldConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be migrated, where to, and how.
 *
 * @param from the configuration file of 2.x
 * @param base where the relative paths of 2.x start
 * @param to the new home
 * @param renames new tenant ids by old ones
 * @param asTenant the tenant that the one database of an installation without tenants becomes
 * @param s3 what becomes of documents that lie on S3
 * @param dryRun true to look at everything and change nothing
 */
public record MigrationOrder(
        Path from, Path base, Path to, Map<String, String> renames, Optional<String> asTenant, S3Order s3, boolean dryRun) {
    /** Of an installation whose documents lie in folders. */
    public MigrationOrder(Path from, Path base, Path to, Map<String, String> renames, Optional<String> asTenant, boolean dryRun) {
        this(from, base, to, renames, asTenant, S3Order.NONE, dryRun);
    }

    OldConfig config() {
        return OldConfig.read(from, base, s3.environment());
    }
}
