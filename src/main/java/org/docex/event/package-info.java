/**
 * Events: what happened in a tenant, in one order without gaps.
 *
 * <ol>
 *   <li>An event is written in the transaction of the change it tells of; its sequence is the tenant's counter, which stays
 *       locked from then until the commit. Who reads after a sequence misses nothing and reads nothing twice.
 *   <li>With {@code events.retention} older events go when newer ones are written; who asks after one that went is told (410).
 *   <li>Events are written by observing {@link org.docex.change.Change}; no feature calls this package.
 * </ol>
 */
@NullMarked
package org.docex.event;

import org.jspecify.annotations.NullMarked;
