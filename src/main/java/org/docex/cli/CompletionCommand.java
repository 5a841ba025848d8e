package org.docex.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code docex completion}: the script that lets bash and zsh complete commands and options. */
@Command(name = "completion",
        description = "Prints a completion script for bash and zsh: source <(docex completion)")
final class CompletionCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    }
}
