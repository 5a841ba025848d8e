package org.docex.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import org.docex.http.MediaTypes;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent. Servers read a body into parameters when somebody asks for them, with limits and encodings of
 * their own; here a form stays a body, and nobody gets parameters from it. An {@code Accept} that cannot be read says nothing.
 */
final class PlainRequest extends HttpServletRequestWrapper {
    private static final Pattern AMBIGUOUS = Pattern.compile("//|;|%00|%2f|%5c|\\\\|/(\\.|%2e){1,2}(/|$)");

    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\\[\\]-]|%[0-9A-Fa-f]{2})*+");

    PlainRequest(HttpServletRequest request) {
        super(request);
    }

    /** Whether servers and proxies would not agree on what is addressed, or the query is none (RFC 3986, 3.4; brackets pass). */
    boolean isUnclear() {
        return AMBIGUOUS.matcher(getRequestURI().toLowerCase(Locale.ROOT)).find()
                || !QUERY.matcher(Optional.ofNullable(getQueryString()).orElse("")).matches();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isUnreadableAccept(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isUnreadableAccept(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isUnreadableAccept);
        return Collections.enumeration(names);
    }

    private boolean isUnreadableAccept(String name) {
        if (!name.equalsIgnoreCase("Accept")) {
            return false;
        }
        return Collections.list(super.getHeaders(name)).stream().anyMatch(value -> !MediaTypes.isReadableAccept(value));
    }

    @Override
    public @Nullable String getParameter(String name) {
        return isForm() ? null : super.getParameter(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return isForm() ? null : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return isForm() ? Map.of() : super.getParameterMap();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return isForm() ? Collections.emptyEnumeration() : super.getParameterNames();
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }

    private boolean isForm() {
        String type = Optional.ofNullable(getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }
}
