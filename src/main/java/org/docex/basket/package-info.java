/**
 * Baskets: named places for documents.
 *
 * <ol>
 *   <li>A name is sanitised and unique after that; both spellings find the same basket.
 *   <li>Only an empty basket goes; the foreign key of what lies in it has the last word.
 *   <li>A basket names one of the operator's storages for life; it never carries a path, a bucket or a secret.
 * </ol>
 */
@NullMarked
package org.docex.basket;

import org.jspecify.annotations.NullMarked;
