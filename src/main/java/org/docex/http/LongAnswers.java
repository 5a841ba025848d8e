package org.docex.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

/** Answers that are still being sent when something may be found wrong, and then break off. */
public final class LongAnswers {
    private LongAnswers() {}

    /**
     * Ends the connection with the answer. One that broke off ends at once then; Payara would keep it open for half a minute, and
     * the caller would wait. HTTP/2 ends a stream instead, and forbids the field: RFC 9113, section 8.2.2.
     */
    public static void endConnection(Response.ResponseBuilder answer, HttpServletRequest request) {
        if (request.getProtocol().startsWith("HTTP/1.")) {
            answer.header("Connection", "close");
        }
    }
}
