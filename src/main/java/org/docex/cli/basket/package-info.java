/**
 * {@code docex basket}: baskets of the token's tenant.
 *
 * <ol>
 *   <li>A basket is named by its id or by its exact name, never by both.
 *   <li>Only a basket without documents is deleted.
 * </ol>
 */
@NullMarked
package org.docex.cli.basket;

import org.jspecify.annotations.NullMarked;
