package org.docex.cli.client;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;

/** The server said no. */
public final class ServerRefusal extends CliException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param detail the server's, with its cure */
    ServerRefusal(int status, String detail) {
        super(ExitCode.REFUSED, detail);
        this.status = status;
    }

    /** True when what the call was about is not there. */
    public boolean isOfMissing() {
        return status == 404;
    }

    /** True when it is the token that was refused, so that every further call would be too. */
    public boolean isOfToken() {
        return status == 401;
    }
}
