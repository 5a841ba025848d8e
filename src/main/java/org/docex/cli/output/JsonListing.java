package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;

/** One indented JSON array. */
final class JsonListing implements Listing {
    private final PrintWriter out;
    private boolean begun;

    JsonListing(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(List<JsonObject> page) {
        page.forEach(item -> {
            out.print(begun ? ",\n" : "[\n");
            out.print(JsonTexts.indented(item).indent(4).stripTrailing());
            begun = true;
        });
        out.flush();
    }

    @Override
    public void end() {
        out.println(begun ? "\n]" : "[]");
    }
}
