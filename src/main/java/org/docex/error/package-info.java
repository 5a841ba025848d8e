/**
 * How DocEX says no.
 *
 * <ol>
 *   <li>Every refusal is a {@link org.docex.error.DocexException} with a stable {@link org.docex.error.ErrorCode}.
 *   <li>The message names the thing and the cure; it never carries a password, a key, a token or SQL.
 *   <li>The code alone decides the HTTP status. Nobody else maps errors.
 * </ol>
 *
 * Imports nothing of ours.
 */
@NullMarked
package org.docex.error;

import org.jspecify.annotations.NullMarked;
