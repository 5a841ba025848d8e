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

/** The outermost filter: gives each request its id, and turns what filters refuse into problems. */
public class ProblemFilter implements Filter {
    static final String REQUEST_ID = "X-Request-Id";

    @Inject
    Failures failures;

    @Inject
    RequestId id;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        String known = Optional.ofNullable(((HttpServletRequest) request).getHeader(REQUEST_ID))
                .filter(given -> given.matches("[A-Za-z0-9._-]{1,64}")).orElseGet(() -> UUID.randomUUID().toString());
        id.is(known);
        answer.setHeader(REQUEST_ID, known);
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (answer.isCommitted()) {
                throw e;
            }
            Throwable failure = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
            ProblemWriter.write(failures.problem(failure), answer);
        }
    }
}
