/**
 * What those ask who watch the server: alive, ready, how fast, how full.
 *
 * <ol>
 *   <li>No token, and no name of a tenant in any answer.
 *   <li>It only reads what the other packages count and find.
 * </ol>
 */
@NullMarked
package org.docex.system;

import org.jspecify.annotations.NullMarked;
