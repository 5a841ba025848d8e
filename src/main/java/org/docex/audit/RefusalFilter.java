package org.docex.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.docex.log.Log;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Audits, after the rollback, what a request was refused: every change, and what a role was missing for. A failure to write
 * it changes nothing of the answer and is logged.
 */
@Provider
public class RefusalFilter implements ContainerResponseFilter {
    private static final String ROOT = "api/v1/";
    private static final Pattern TYPE = Pattern.compile("urn:docex:problem:([a-z-]+)");
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    AuditService audit;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean reading = READING.contains(request.getMethod());
        if (response.getStatus() < Status.BAD_REQUEST.getStatusCode()
                || reading && response.getStatus() != Status.FORBIDDEN.getStatusCode() || resource.getResourceClass() == null) {
            return;
        }
        String address = address();
        if (!address.startsWith(ROOT) || address.startsWith(ROOT + "admin")) {
            return;
        }
        try {
            audit.refused(request.getMethod() + " /" + address.substring(ROOT.length()), object(request), code(response));
        } catch (RuntimeException e) {
            Log.of(RefusalFilter.class).warning("A refusal could not be audited", e);
        }
    }

    /** The last segment of the problem's type in capitals, as {@link org.docex.error.ErrorCode} has it; else the status. */
    private static String code(ContainerResponseContext response) {
        Matcher type = TYPE.matcher(String.valueOf(response.getEntity()));
        return type.find() ? type.group(1).toUpperCase(Locale.ROOT).replace('-', '_') : Integer.toString(response.getStatus());
    }

    private String address() {
        Path onType = resource.getResourceClass().getAnnotation(Path.class);
        Path onMethod = resource.getResourceMethod().getAnnotation(Path.class);
        return ((onType == null ? "" : onType.value()) + (onMethod == null ? "" : "/" + onMethod.value()))
                .replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    private static Optional<String> object(ContainerRequestContext request) {
        MultivaluedMap<String, String> parts = request.getUriInfo().getPathParameters();
        return Optional.ofNullable(parts.getFirst("id")).or(() -> Optional.ofNullable(parts.getFirst("basket")));
    }
}
