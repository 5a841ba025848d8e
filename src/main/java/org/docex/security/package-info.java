/**
 * Who is calling. Verifying a token is ours, issuing one to a person is not.
 *
 * <ol>
 *   <li>A token is a signed JWT whose algorithm, issuer, audience and times are pinned; a configured issuer's keys come over
 *       https only. Keys that cannot be had are a 503, never an admission and never a 401.
 *   <li>The local key works only where the configuration says so, and only for calls to a loopback address.
 *   <li>An administrator ({@link org.docex.security.SystemContext}) has no tenant and can never become a
 *       {@code UserContext}; a token with a tenant has no rights of an administrator.
 *   <li>No token, key or password reaches an answer or a log.
 * </ol>
 */
@NullMarked
package org.docex.security;

import org.jspecify.annotations.NullMarked;
