package org.docex.basket;

/** What lies in baskets, told by the feature that fills them: a basket itself knows no documents. */
public interface BasketContents {
    boolean isEmpty(String basketId);
}
