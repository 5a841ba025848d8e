/**
 * The one place where a bound unit becomes a connection.
 *
 * <ol>
 *   <li>A transaction belongs to the one tenant that first touched it ({@link org.docex.tenant.isolation.TenantTransaction});
 *       another tenant in it, or a second physical connection, is refused at once.
 *   <li>Every physical acquire of EclipseLink passes {@code TenantConnector}; every query passes {@code TenantSessionListener};
 *       every call on the injected entity manager passes {@code TenantEntityManager}. Each of the three alone leaks.
 *   <li>What is remembered about a connection is remembered in the transaction, never on the connection.
 *   <li>Without a unit, without a transaction, with a shared cache: no data. All refusals are unchecked and immediate.
 *   <li>A third database is a third {@link org.docex.tenant.isolation.IsolationStrategy} and nothing else.
 * </ol>
 *
 * The evidence is in {@code docs/adr/0002}. This package alone knows EclipseLink.
 */
@NullMarked
package org.docex.tenant.isolation;

import org.jspecify.annotations.NullMarked;
