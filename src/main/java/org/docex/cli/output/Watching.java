package org.docex.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --quiet} of commands that may take long. */
public final class Watching {
    @Option(names = "--quiet", description = "No progress on standard error.")
    boolean quiet;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    public boolean isQuiet() {
        return quiet;
    }

    public Progress progress(Supplier<String> line) {
        PrintWriter err = command.commandLine().getErr();
        return new Progress(err, !quiet && Terminal.watchesErrors(), line);
    }
}
