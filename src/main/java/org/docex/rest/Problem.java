package org.docex.rest;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;

/**
 * An answer of kind {@code application/problem+json} (RFC 9457).
 *
 * @param type {@code urn:docex:problem:…}, stable
 * @param detail what was refused and the cure
 * @param retryable whether the same call may succeed later
 */
record Problem(String type, String title, int status, String detail, boolean retryable) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final int RETRY_AFTER_SECONDS = 2;

    static Problem of(ErrorCode code, String detail) {
        return new Problem(code.type(), code.title(), code.status(), detail, code.retryable());
    }

    static Problem of(DocexException refusal) {
        return of(refusal.code(), String.valueOf(refusal.getMessage()));
    }

    /** The code for a status that the server or the REST implementation chose. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> of(ErrorCode.REQUEST_INVALID, "The request cannot be read. Check its address and its headers.");
            case 404 -> of(ErrorCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> of(ErrorCode.METHOD_NOT_ALLOWED, "This address does not know the method.");
            case 406 -> of(ErrorCode.NOT_ACCEPTABLE, "This address answers with JSON.");
            case 413 -> of(ErrorCode.BODY_TOO_LARGE, "The body is longer than the server takes.");
            case 415 -> of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "This address does not take this media type.");
            default -> status >= 500
                    ? of(ErrorCode.INTERNAL, "Something went wrong; the server's log says what.")
                    : new Problem("about:blank", "Refused", status, "The server refused the request.", false);
        };
    }
}
