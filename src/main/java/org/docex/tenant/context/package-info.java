/**
 * The one place where a tenant is bound.
 *
 * <ol>
 *   <li>A {@link org.docex.tenant.context.TenantUnit} is what "bound" means: open, bound, closed, in this order and once.
 *   <li>The current unit is held in exactly one private, non-inheritable holder here; there is no other thread local and no
 *       mutable static in the system.
 *   <li>The servlet filter and {@link org.docex.tenant.context.TenantRunner} open units; everybody else only reads them.
 *   <li>Whoever binds, unbinds in {@code finally}. A leftover found on a thread is cleared, logged and counted.
 *   <li>A unit belongs to one thread. Work on another thread opens its own.
 * </ol>
 */
@NullMarked
package org.docex.tenant.context;

import org.jspecify.annotations.NullMarked;
