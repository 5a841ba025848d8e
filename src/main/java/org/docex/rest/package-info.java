/**
 * The frame around all answers: the application, the one mapper from failures to problems (RFC 9457), the request id.
 *
 * <ol>
 *   <li>Every answer that reaches the WAR is DocEX's own: no HTML, no stack trace, no server's message.
 *   <li>No resource decides a status for a failure or catches one; the code of the refusal does.
 * </ol>
 */
@NullMarked
package org.docex.rest;

import org.jspecify.annotations.NullMarked;
