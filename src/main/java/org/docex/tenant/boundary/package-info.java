/**
 * How a boundary is made, upgraded and removed: on PostgreSQL a schema and its role, on SQLite a file; and
 * {@link org.docex.tenant.boundary.Plans}, what all plans of one installation share.
 *
 * <ol>
 *   <li>A boundary that exists already is refused, never adopted. A boundary that a cut-off plan left is known by the plan's
 *       id inside it.
 *   <li>A schema or a file that carries another tenant's mark is never purged.
 *   <li>Tables that somebody altered are not upgraded. What lies outside a transaction is copied before.
 *   <li>A file has its name when it is complete and synced, and only this user may use it.
 * </ol>
 *
 * A third kind of database is a third {@link org.docex.tenant.boundary.BoundaryPlan}.
 */
@NullMarked
package org.docex.tenant.boundary;

import org.jspecify.annotations.NullMarked;
