package org.docex.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.docex.log.Log;
import java.io.IOException;
import java.util.UUID;

/** The error page of the WAR: what the server itself refuses is answered as a problem too. */
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(ProblemWriter.REQUEST_ID)) {
            response.setHeader(ProblemWriter.REQUEST_ID, UUID.randomUUID().toString());
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        try {
            ProblemWriter.write(Problem.ofStatus(status instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND), response);
        } catch (IOException nobodyReadsIt) {
            Log.of(ErrorServlet.class).debug("The caller went away", nobodyReadsIt);
        }
    }
}
