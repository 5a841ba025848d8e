package org.docex.cli.run;

import org.jspecify.annotations.Nullable;

/** The end of a command that could not do what it was asked for. The message names the thing and the cure. */
public class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    public CliException(ExitCode exit, String message) {
        this(exit, message, null);
    }

    public CliException(ExitCode exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public ExitCode exit() {
        return exit;
    }

    /** The same end, told of one thing among many. */
    public CliException at(String subject) {
        return new CliException(exit, subject + ": " + getMessage(), this);
    }
}
