/**
 * The log of DocEX.
 *
 * <ol>
 *   <li>Each line begins with the request, the tenant and the user it is about, as far as they are known.
 *   <li>What comes from outside is encoded before it stands in a line; no key, password or token ever does.
 *   <li>Everybody may log; this package asks whoever knows, through {@link org.docex.log.LogSubject}.
 * </ol>
 */
@NullMarked
package org.docex.log;

import org.jspecify.annotations.NullMarked;
