package org.docex.system;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Notes the template of the resource that answers, so that metrics count routes and not addresses. */
@Provider
public class RouteFilter implements ContainerRequestFilter {
    static final String ROUTE = "org.docex.route";

    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext call) {
        request.setAttribute(ROUTE, Optional.ofNullable(resource.getResourceClass().getAnnotation(Path.class))
                .map(type -> type.value() + Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class))
                        .map(method -> "/" + method.value()).orElse(""))
                .map(route -> "/" + route).orElse("unmatched"));
    }
}
