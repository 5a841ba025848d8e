package org.docex.migration.content;

import org.docex.migration.source.OldBasket;
import java.io.IOException;
import java.util.Optional;

/** Where baskets of 2.x keep their documents: folders, or buckets. Any number of threads may look. */
interface OldContents {
    /** @throws IOException when nobody can say whether there is something; that is no "no" */
    Found find(Sought sought) throws IOException;

    /** What {@link OldContent#name} named when it was found; empty when it is gone. */
    Optional<OldContent> named(String name, OldBasket basket) throws IOException;
}
