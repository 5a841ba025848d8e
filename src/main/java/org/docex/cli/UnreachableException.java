package org.docex.cli;

/** The server does not answer. */
final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String url, Throwable cause) {
        super("The server at " + url + " cannot be reached. Start it, or set DOCEX_URL.", cause);
    }
}
