package org.docex.tenant.context;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.docex.log.Log;
import org.docex.tenant.Caller;
import org.docex.tenant.TenantDirectory;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens the unit of a request and closes it after the whole chain, so that a streamed body still runs inside it and an
 * asynchronous request leaves nothing on its pooled thread. Calls below {@code system-path} get no unit.
 */
public class TenantFilter implements Filter {
    @Inject
    Caller caller;

    @Inject
    TenantDirectory directory;

    private final LongAdder leftovers = new LongAdder();
    private String systemPath = "";

    @Override
    public void init(FilterConfig config) {
        systemPath = config.getServletContext().getContextPath() + config.getInitParameter("system-path");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        TenantUnit.clearLeftover().ifPresent(this::report);
        String path = ((HttpServletRequest) request).getRequestURI();
        if (path.equals(systemPath) || path.startsWith(systemPath + "/")) {
            chain.doFilter(request, response);
            return;
        }
        try (TenantUnit.Binding bound = TenantUnit.open(caller.userContext(), directory).bind()) {
            chain.doFilter(request, response);
        }
    }

    private void report(TenantUnit leftover) {
        leftovers.increment();
        Log.of(TenantFilter.class).error("A tenant unit of tenant " + leftover.boundary().tenant()
                + " was left on a thread; it was cleared (" + leftovers.sum() + " so far)");
    }
}
