/**
 * What resources share: strict JSON in, records out, entity tags and preconditions, ranges and digests, query parameters.
 *
 * <ol>
 *   <li>The wire is records: a component {@code displayName} is the field {@code display_name}. No server's own JSON binding
 *       takes part, so that three servers answer alike.
 *   <li>A body of more than 1 MiB, deeper than 32, with a field twice or unknown is refused (400, 413).
 *   <li>404 comes before 428, 428 before 412.
 * </ol>
 */
@NullMarked
package org.docex.http;

import org.jspecify.annotations.NullMarked;
