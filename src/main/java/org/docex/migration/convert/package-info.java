/**
 * Rows of 2.x as rows of 3.0: a class a table or two.
 *
 * <ol>
 *   <li>A conversion decides by the old row alone and by what the ledger says of its content, so that every run decides alike.
 *   <li>What is not kept as it was is reported, with what it was.
 *   <li>A row that cannot be moved is counted and named; nothing goes missing silently.
 * </ol>
 *
 * Out of scope: where rows come from (migration.source) and where they go (a {@link RowSink}).
 */
@NullMarked
package org.docex.migration.convert;

import org.jspecify.annotations.NullMarked;
