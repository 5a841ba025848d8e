/**
 * The register of tenants, in the system boundary and nowhere else.
 *
 * <ol>
 *   <li>Every change is compare-and-set: status and row version as expected, or nothing.
 *   <li>Uniqueness is decided by the database, never by the cache.
 *   <li>A register that cannot be read admits nobody.
 *   <li>What it knows of a tenant is the tenant's {@link org.docex.tenant.Boundary}; nobody else makes one.
 * </ol>
 */
@NullMarked
package org.docex.tenant.registry;

import org.jspecify.annotations.NullMarked;
