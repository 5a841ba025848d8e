/**
 * {@code docex document}: documents of the token's tenant.
 *
 * <ol>
 *   <li>{@code add} may be repeated: what is there with the same bytes and the same source is not sent again.
 *   <li>The failure of one file stops no other; only a server that is gone, a token that is refused or a fault of ours does.
 *   <li>Content is compared with the SHA-256 that the server announces.
 * </ol>
 */
@NullMarked
package org.docex.cli.document;

import org.jspecify.annotations.NullMarked;
