/**
 * An installation of DocEX 2.x as it lies there: its configuration, its boundaries, their rows.
 *
 * <ol>
 *   <li>Nothing here writes to the old installation, not even a lock file or a log; only folders of ours get copies.
 *   <li>Nothing here knows what becomes of a row.
 * </ol>
 *
 * Out of scope: documents' contents (migration.content).
 */
@NullMarked
package org.docex.migration.source;

import org.jspecify.annotations.NullMarked;
