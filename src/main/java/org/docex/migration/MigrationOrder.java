package org.docex.migration;

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
 * @param dryRun true to look at everything and change nothing
 */
public record MigrationOrder(Path from, Path base, Path to, Map<String, String> renames, Optional<String> asTenant, boolean dryRun) {}
