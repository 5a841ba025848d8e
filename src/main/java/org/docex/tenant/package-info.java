/**
 * The words of tenancy, without machinery.
 *
 * <ol>
 *   <li>A {@link org.docex.tenant.UserContext} is the sole carrier of identity and authorisation of a business call.
 *   <li>A {@link org.docex.tenant.Boundary} is a value: it says where a tenant's data lies and is made by the registry alone.
 *   <li>Features use {@code UserContext}, {@code Role}, {@code @TenantData}, {@code @TenantService} and {@code @Reads}
 *       and have no word for another
 *       tenant: nobody outside {@code tenant..}, {@code security}, {@code rest} and {@code audit} asks a context for its tenant.
 * </ol>
 *
 * Out of scope: who a caller is ({@code security}), when a tenant is bound ({@code tenant.context}), how a bound tenant
 * becomes a connection ({@code tenant.isolation}).
 */
@NullMarked
package org.docex.tenant;

import org.jspecify.annotations.NullMarked;
