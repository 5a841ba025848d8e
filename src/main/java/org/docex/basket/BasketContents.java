package org.docex.basket;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What lies in baskets, told by the feature that fills them: a basket itself knows no documents. */
public interface BasketContents {
    boolean isEmpty(String basketId);

    /** How many documents each basket holds; baskets without any may be left out. */
    Map<String, Long> counts(Collection<String> basketIds);

    Summary summary(String basketId);

    /**
     * Removes all documents of a basket, and their contents once the transaction has committed.
     *
     * @param storage the basket's
     * @return their ids, to be told once the basket is gone too
     * @throws org.docex.error.DocexException {@code CHANGED_MEANWHILE} when another one came at the same moment
     */
    List<String> removeAll(String basketId, String storage);

    /** @param size bytes of all present contents together */
    record Summary(long documents, long size, Map<String, Long> byStatus, Map<String, Long> byType) {}
}
