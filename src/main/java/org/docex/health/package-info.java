/**
 * What a server says of its own state: faults by part, each with its cure.
 *
 * <ol>
 *   <li>Looking changes nothing whatsoever.
 *   <li>A fault that blocks takes the server out of service; a note is for the operator alone and may name tenants.
 *   <li>A part that could not be looked at is unknown, never fine.
 * </ol>
 */
@NullMarked
package org.docex.health;

import org.jspecify.annotations.NullMarked;
