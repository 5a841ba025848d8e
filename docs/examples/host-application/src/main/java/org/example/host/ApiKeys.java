package org.example.host;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.docex.tenant.UserContext;

/** The application's own security: keys of its own users. A real one would look them up, hashed, where it keeps its users. */
@WebFilter("/api/*")
public class ApiKeys implements Filter {
    private static final Map<String, UserContext> USERS = Map.of(
            "key-of-ann", UserContext.of("ann", "acme", Set.of("user")),
            "key-of-bob", UserContext.of("bob", "contoso", Set.of("user")),
            "key-of-eve", UserContext.of("eve", "never_provisioned", Set.of("user")));

    @Inject
    Visitor visitor;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional.ofNullable(((HttpServletRequest) request).getHeader("X-Api-Key"))
                .map(USERS::get).ifPresent(visitor::is);
        chain.doFilter(request, response);
    }
}
