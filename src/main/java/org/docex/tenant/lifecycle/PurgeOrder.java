package org.docex.tenant.lifecycle;

import java.util.Optional;

/**
 * What an operator says of a purge.
 *
 * @param confirm the tenant's id again
 * @param archiveSha256 of an archive that was exported after the deletion, 64 hex digits; or
 * @param withoutArchive true: nothing is kept
 * @param force true: the grace period is not waited for
 */
public record PurgeOrder(String confirm, Optional<String> archiveSha256, boolean withoutArchive, boolean force) {}
