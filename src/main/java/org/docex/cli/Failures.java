package org.docex.cli;

import org.docex.cli.output.Cells;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns a failure into a line on standard error and an exit code. What it does not know is a bug. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        ExitCode exit;
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof CliException known) {
            exit = known.exit();
        } else if (failure instanceof DocexException refusal) {
            exit = exitOf(refusal.code());
            message += " [" + refusal.code().type().replaceFirst(".*:", "") + "]";
        } else {
            throw failure;
        }
        command.getErr().println("docex: " + Cells.printable(message));
        return exit.number();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("docex: " + String.valueOf(failure.getMessage()).replaceFirst("^Error: ", ""));
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    private static ExitCode exitOf(ErrorCode code) {
        return code == ErrorCode.DATABASE_UNAVAILABLE || code == ErrorCode.REGISTRY_UNAVAILABLE
                ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
    }
}
