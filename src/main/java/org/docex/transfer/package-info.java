/**
 * Export and import of a whole tenant as one archive; see {@code docs/backup-and-upgrade.md} for the format.
 *
 * <ol>
 *   <li>An archive is the same for the same rows and content, byte for byte, and does not depend on the kind of database.
 *   <li>Memory does not grow with the tenant, but for the ids of its baskets at an import: what is not streamed lies in a {@link org.docex.transfer.Spool}.
 *   <li>No transaction is open while bytes go to or come from a caller.
 *   <li>An import believes nothing: the archive is found right as a whole before the tenant's id is claimed.
 *   <li>Rows are read and written in the boundary's own role.
 * </ol>
 *
 * Out of scope: who may call (admin), and that an archive is authentic; whoever can rewrite the manifest can write an archive.
 */
@NullMarked
package org.docex.transfer;

import org.jspecify.annotations.NullMarked;
