package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.util.List;

/** Prints the items of a list while they arrive, holding no more than a page. */
public interface Listing {
    void add(List<JsonObject> page);

    /** After the last page; not called when the list broke off, so that nothing looks complete that is not. */
    void end();
}
