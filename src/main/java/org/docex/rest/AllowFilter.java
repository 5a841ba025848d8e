package org.docex.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/** One {@code Allow} for all implementations of Jakarta REST, and for OPTIONS nothing else. */
@Provider
public class AllowFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional.ofNullable(response.getHeaderString(HttpHeaders.ALLOW)).ifPresent(given -> {
            TreeSet<String> methods = new TreeSet<>(Arrays.asList(given.split("\\s*,\\s*")));
            if (methods.contains(HttpMethod.GET)) {
                methods.add(HttpMethod.HEAD);
            }
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", methods));
            if (request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() == Status.OK.getStatusCode()) {
                response.setStatus(Status.NO_CONTENT.getStatusCode());
                response.setEntity(null, new Annotation[0], MediaType.WILDCARD_TYPE);
                response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            }
        });
    }
}
