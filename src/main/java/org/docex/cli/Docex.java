package org.docex.cli;

import org.docex.cli.basket.BasketCommand;
import org.docex.cli.client.Version;
import org.docex.cli.document.DocumentCommand;
import org.docex.cli.output.Terminal;
import org.docex.cli.run.ExitCode;
import org.docex.cli.tenant.TenantCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entrance of {@code docex-cli.jar}. */
@Command(name = "docex", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class,
        description = "Operates a DocEX installation.",
        subcommands = {InitCommand.class, ConfigCommand.class, StatusCommand.class, TokenCommand.class, TenantCommand.class,
            BasketCommand.class, DocumentCommand.class, UpgradeCommand.class, MigrateCommand.class, SystemCommand.class, CompletionCommand.class})
public final class Docex implements Runnable {
    /** Held, because the platform forgets the level of a logger that nobody holds. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    @Spec
    CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Terminal.askAlikeOnEveryJava();
        System.exit(run(arguments));
    }

    /**
     * Prints UTF-8 whatever the locale is: what is printed is data for others.
     *
     * @return the exit code
     */
    public static int run(String... arguments) {
        FLYWAY.setLevel(Level.SEVERE);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exit = commandLine().setOut(out).setErr(err).execute(arguments);
        if (out.checkError() && exit == ExitCode.DONE.number()) {
            err.println("docex: Standard output cannot be written; what was printed is lost. Make room, or print to another place.");
            return ExitCode.REFUSED.number();
        }
        return exit;
    }

    static CommandLine commandLine() {
        Failures failures = new Failures();
        CommandLine commandLine = new CommandLine(new Docex())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        commandLine.getCommandSpec().usageMessage()
                .exitCodeListHeading("%nExit codes of every command:%n").exitCodeList(ExitCode.help());
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
