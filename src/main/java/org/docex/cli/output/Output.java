package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --output} of every command that prints data. Data goes to standard output and nothing else does. */
public final class Output {
    @Option(names = {"--output", "--format"}, defaultValue = "table", paramLabel = "FORMAT",
            description = "table, json, ndjson, or simple: tabs between values (default: ${DEFAULT-VALUE}).")
    Format format = Format.TABLE;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** For what is no data. */
    public PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** One thing: a line a field in a table, the whole object as JSON. */
    public void print(JsonObject thing) {
        switch (format) {
            case TABLE -> {
                Map<String, String> cells = Cells.flattened(thing);
                int width = cells.keySet().stream().mapToInt(String::length).max().orElse(0);
                cells.forEach((field, value) -> out().println((field + " ".repeat(width - field.length()) + "  " + value)
                        .stripTrailing()));
            }
            case JSON -> out().println(JsonTexts.indented(thing));
            case NDJSON -> out().println(thing);
            case SIMPLE -> Cells.flattened(thing).forEach((field, value) -> out().println(field + "\t" + value));
        }
    }

    public Listing listing(List<Column> columns) {
        return switch (format) {
            case TABLE -> new TableListing(out(), columns);
            case JSON -> new JsonListing(out());
            case NDJSON -> new LineListing(out(), JsonObject::toString);
            case SIMPLE -> new LineListing(out(),
                    item -> columns.stream().map(column -> column.cell().apply(item)).collect(Collectors.joining("\t")));
        };
    }
}
