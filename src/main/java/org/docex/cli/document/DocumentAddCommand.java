package org.docex.cli.document;

import jakarta.json.JsonObject;
import org.docex.cli.basket.BasketOption;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.TenantCheck;
import org.docex.cli.output.JsonTexts;
import org.docex.cli.output.Listing;
import org.docex.cli.output.Output;
import org.docex.cli.output.Progress;
import org.docex.cli.output.Watching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docex document add}: files, whole folders and standard input into a basket. A run that was cut off is repeated as it was. */
@Command(name = "add", description = {"Adds files to a basket, and folders with everything in them.",
    "What is there already (same bytes, same source) is not sent again, so the command may be repeated after a break. "
            + "A file's source is its path as given, in a folder its path below that folder. Hidden files and symbolic links in "
            + "folders are skipped."})
final class DocumentAddCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    TenantCheck tenant = new TenantCheck();

    @ArgGroup(multiplicity = "1")
    BasketOption basket = new BasketOption();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files and folders; '-' is standard input and needs --name.")
    List<Path> files = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "The same, as an option.")
    List<Path> moreFiles = List.of();

    @Option(names = "--name", paramLabel = "NAME",
            description = "The document's name, where one file is added; its own name unless given.")
    Optional<String> name = Optional.empty();

    @Option(names = "--document-type", paramLabel = "TYPE", description = "'file' unless given.")
    Optional<String> documentType = Optional.empty();

    @Option(names = "--metadata", paramLabel = "JSON", description = "Metadata of every document, for example '{\"year\":2024}'.")
    Optional<String> metadata = Optional.empty();

    @Option(names = "--parallel", defaultValue = "4", paramLabel = "N",
            description = "How many are sent at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
    int parallel = 4;

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Path> all = new ArrayList<>(files);
        all.addAll(moreFiles);
        check(all);
        JsonObject values = metadata.map(text -> JsonTexts.ofOption("--metadata", text)).orElse(JsonObject.EMPTY_JSON_OBJECT);
        RestClient server = tenant.connect();
        String id = basket.id(server);
        Listing listing = output.listing(Tally.COLUMNS);
        Tally tally = new Tally(listing);
        try (Progress progress = watching.progress(tally)) {
            Uploader uploader = new Uploader(server, id, documentType, values, bytes -> {
                tally.sent(bytes);
                progress.moved();
            });
            if (all.get(0).toString().equals(STANDARD_INPUT)) {
                tally.done(uploader.add(System.in, name.orElseThrow()));
            } else {
                new Intake(server, uploader, tally, progress, parallel).addAll(all, name);
            }
            listing.end();
            if (!watching.isQuiet()) {
                progress.say(tally.get());
            }
        }
        return tally.exit().number();
    }

    private void check(List<Path> all) {
        if (all.isEmpty()) {
            throw wrong("Name a file, a folder, or - for standard input.");
        }
        if (parallel < 1 || parallel > 64) {
            throw wrong("--parallel is a whole number from 1 to 64.");
        }
        boolean input = all.stream().anyMatch(path -> path.toString().equals(STANDARD_INPUT));
        if (input && (all.size() > 1 || name.isEmpty())) {
            throw wrong("Standard input is one document: give - alone, and its --name.");
        }
        if (name.isPresent() && (all.size() > 1 || all.get(0).toFile().isDirectory())) {
            throw wrong("--name is the name of one file. Leave it out; each file keeps its own name.");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
