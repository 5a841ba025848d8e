package org.docex.system;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Times every request, whoever answers it. */
public class MetricsFilter implements Filter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Inject
    Metrics metrics;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        boolean done = false;
        try {
            chain.doFilter(request, response);
            done = true;
        } finally {
            // What is thrown from here the server answers, with a status that nobody has set yet.
            answered((HttpServletRequest) request, done ? ((HttpServletResponse) response).getStatus()
                    : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, start);
        }
    }

    private void answered(HttpServletRequest request, int status, long start) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        String route = request.getAttribute(RouteFilter.ROUTE) instanceof String known ? known : "unmatched";
        metrics.answered(method, route, status, Duration.ofNanos(System.nanoTime() - start));
    }
}
