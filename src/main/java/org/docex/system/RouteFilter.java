package org.docex.system;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
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
        StringBuilder route = new StringBuilder();
        for (AnnotatedElement level : List.of(resource.getResourceClass(), resource.getResourceMethod())) {
            Optional.ofNullable(level.getAnnotation(Path.class)).ifPresent(path -> route.append('/').append(path.value()));
        }
        request.setAttribute(ROUTE, route.toString());
    }
}
