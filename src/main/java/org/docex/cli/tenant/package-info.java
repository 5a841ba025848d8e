/**
 * {@code docex tenant}: the life of tenants, told to the server by an operator.
 *
 * <ol>
 *   <li>An update, suspend, resume, delete or undelete passes only if nobody else changed the tenant meanwhile.
 *   <li>What takes a tenant away asks for its id twice.
 *   <li>An archive's SHA-256 is computed here, of the bytes that arrived or will be sent, and never taken on trust.
 * </ol>
 */
@NullMarked
package org.docex.cli.tenant;

import org.jspecify.annotations.NullMarked;
