package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/** What tests of other packages print to. */
public final class PlainOutput {
    private PlainOutput() {}

    /** One line an item. */
    public static Listing listing(PrintWriter out, Function<JsonObject, String> line) {
        return new LineListing(out, line);
    }

    /** Prints messages and draws nothing. */
    public static Progress progress(PrintWriter err, Supplier<String> line) {
        return new Progress(err, false, line);
    }
}
