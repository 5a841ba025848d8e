/**
 * What a migration finds, counts and remembers.
 *
 * <ol>
 *   <li>A finding is written in the same transaction of the ledger as the progress it belongs to.
 *   <li>The report is made of the ledger alone, so that a dry run and a run print the same.
 * </ol>
 *
 * Out of scope: what a finding is found by.
 */
@NullMarked
package org.docex.migration.report;

import org.jspecify.annotations.NullMarked;
