/**
 * Plans and their interpreter: whatever is done to a tenant is a list of {@link org.docex.tenant.plan.Step}s, each with
 * {@code isDone}, {@code apply}, {@code undo}, journalled in the system boundary.
 *
 * <ol>
 *   <li>A step and its journal entry are one transaction on the system database, but for slow work on files, which is done
 *       before the transaction that journals it and is known by itself after a cut.
 *   <li>A plan that fails is taken back as a whole, or, where there is no way back, stands until it is walked again.
 *   <li>Whoever walks a plan holds the tenant's {@link org.docex.tenant.plan.PlanLocks.Lock} and works with its database; a
 *       change of one step is begun, done and journalled in one transaction.
 *   <li>Every plan has its entry in the administrators' audit, written with its begin and its end.
 * </ol>
 *
 * Out of scope: what the steps do. This package knows no kind of database and no storage.
 */
@NullMarked
package org.docex.tenant.plan;

import org.jspecify.annotations.NullMarked;
