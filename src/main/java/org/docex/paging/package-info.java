/**
 * Lists in pages: {@code {"items": […], "next": cursor|null}}.
 *
 * <ol>
 *   <li>A cursor is opaque and signed with the key of the boundary it was made in: one of another tenant, of another
 *       query or with a changed byte is refused (400).
 *   <li>Order is stable under inserts: the last column of every order is the id.
 * </ol>
 */
@NullMarked
package org.docex.paging;

import org.jspecify.annotations.NullMarked;
