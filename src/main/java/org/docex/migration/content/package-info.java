/**
 * Documents' bytes: where 2.x left them, what they are, and their way into the new tenant's area.
 *
 * <ol>
 *   <li>Bytes are copied as they are, synced before the ledger says so.
 *   <li>No path of a row leads out of the old installation's folders, and no link is followed.
 *   <li>A bucket of the old installation is only looked at and read; what it refuses to say stops the run.
 * </ol>
 *
 * Out of scope: rows (migration.convert).
 */
@NullMarked
package org.docex.migration.content;

import org.jspecify.annotations.NullMarked;
