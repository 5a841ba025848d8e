package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/** One line an item, without heading or end. */
record LineListing(PrintWriter out, Function<JsonObject, String> line) implements Listing {
    @Override
    public void add(List<JsonObject> page) {
        page.forEach(item -> out.println(line.apply(item)));
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }
}
