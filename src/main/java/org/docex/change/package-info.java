/**
 * What changed: the one event that every feature fires.
 *
 * <ol>
 *   <li>A change is fired within the transaction that makes it, after its rows were written, as the last thing it does: from
 *       then on the order of events is locked until the commit.
 *   <li>Operations, audit and events observe it, in this order; nobody who fires a change knows who observes it.
 *   <li>What observes writes in the same transaction: with the change or not at all.
 * </ol>
 */
@NullMarked
package org.docex.change;

import org.jspecify.annotations.NullMarked;
