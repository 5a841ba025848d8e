package org.docex.rest;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.docex.log.RequestId;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Gives each request its id, hands it on as it was sent, and turns what filters refuse into problems. */
public class ProblemFilter implements Filter {
    @Inject
    Failures failures;

    @Inject
    RequestId id;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        String known = Optional.ofNullable(((HttpServletRequest) request).getHeader(ProblemWriter.REQUEST_ID))
                .filter(given -> given.matches("[A-Za-z0-9._-]{1,64}")).orElseGet(() -> UUID.randomUUID().toString());
        id.is(known, String.valueOf(request.getRemoteAddr()));
        answer.setHeader(ProblemWriter.REQUEST_ID, known);
        PlainRequest plain = new PlainRequest((HttpServletRequest) request);
        try {
            if (plain.isUnclear()) {
                ProblemWriter.write(Problem.ofStatus(HttpServletResponse.SC_BAD_REQUEST), answer);
            } else {
                chain.doFilter(plain, response);
            }
        } catch (RuntimeException | ServletException | StackOverflowError e) {
            if (answer.isCommitted()) {
                throw e;
            }
            Throwable failure = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
            ProblemWriter.write(failures.problem(failure), answer);
        }
    }
}
