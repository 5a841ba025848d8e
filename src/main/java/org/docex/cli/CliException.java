package org.docex.cli;

import org.jspecify.annotations.Nullable;

/** The end of a command that could not do what it was asked for. The message names the thing and the cure. */
class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    CliException(ExitCode exit, String message) {
        this(exit, message, null);
    }

    CliException(ExitCode exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }

    /** The same end, told of one thing among many. */
    CliException at(String subject) {
        return new CliException(exit, subject + ": " + getMessage(), this);
    }
}
