/**
 * The way to JSON where there is much of it.
 *
 * <ol>
 *   <li>Nothing here knows what the JSON says.
 * </ol>
 */
@NullMarked
package org.docex.json;

import org.jspecify.annotations.NullMarked;
