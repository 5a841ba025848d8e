package org.docex.security;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verifies the bearer token of every call below {@code /api} before anything else looks at the call. */
public class AuthenticationFilter implements Filter {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,16384})", Pattern.CASE_INSENSITIVE);

    @Inject
    RequestCaller caller;

    @Inject
    TokenVerifier tokens;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<String> given = Collections.list(((HttpServletRequest) request).getHeaders("Authorization"));
        Matcher bearer = BEARER.matcher(given.size() == 1 ? given.get(0) : "");
        if (!bearer.matches()) {
            throw RequestCaller.nobody();
        }
        caller.verified(tokens.verify(bearer.group(1), InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress()));
        chain.doFilter(request, response);
    }
}
