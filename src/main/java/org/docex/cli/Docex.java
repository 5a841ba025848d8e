package org.docex.cli;

import org.docex.error.DocexException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entrance of {@code docex-cli.jar}. */
@Command(name = "docex", mixinStandardHelpOptions = true, version = "docex 3.0.0",
        description = "Operates a DocEX installation.",
        subcommands = {InitCommand.class, TokenCommand.class, TenantCommand.class})
public final class Docex implements Runnable {
    /** Held, because the platform forgets the level of a logger that nobody holds. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private static final int REFUSED = 1;
    private static final int UNREACHABLE = 4;

    @Spec
    CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** @return the exit code */
    public static int run(String... arguments) {
        FLYWAY.setLevel(Level.SEVERE);
        return new CommandLine(new Docex())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof DocexException || failure instanceof UnreachableException) {
                        commandLine.getErr().println("docex: " + failure.getMessage());
                        return failure instanceof DocexException ? REFUSED : UNREACHABLE;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
