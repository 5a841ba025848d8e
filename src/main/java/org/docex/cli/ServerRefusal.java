package org.docex.cli;

/** The server said no. */
final class ServerRefusal extends CliException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param detail the server's, with its cure */
    ServerRefusal(int status, String detail) {
        super(ExitCode.REFUSED, detail);
        this.status = status;
    }

    /** True when it is the token that was refused, so that every further call would be too. */
    boolean isOfToken() {
        return status == 401;
    }
}
