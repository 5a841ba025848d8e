package org.docex.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.docex.http.RecordWriter;

/** Every failure of a resource as a problem; what fails while it is sent has no more to say and breaks off. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    @Inject
    Failures failures;

    @Context
    HttpServletResponse servlet;

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = failures.problem(failure);
        if (servlet.isCommitted()) {
            return Response.status(problem.status()).build();
        }
        if (servlet.getContentType() != null) {
            forgetUnsent();
        }
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE).entity(RecordWriter.toJson(problem).toString());
        if (failure instanceof WebApplicationException http && http.getResponse().getHeaderString(HttpHeaders.ALLOW) != null) {
            answer.header(HttpHeaders.ALLOW, http.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (problem.retryable() && problem.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** What a content that failed while it was sent has left in the buffer, with its headers: nobody has seen it yet. */
    private void forgetUnsent() {
        String id = servlet.getHeader(ProblemWriter.REQUEST_ID);
        servlet.reset();
        servlet.setHeader(ProblemWriter.REQUEST_ID, id);
    }
}
