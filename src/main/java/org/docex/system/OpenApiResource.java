package org.docex.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** {@code /openapi}: the description of every call, OpenAPI 3.1 as JSON. No token. */
@Path("openapi")
@RequestScoped
public class OpenApiResource {
    @GET
    public Response document() {
        return Response.ok(Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("openapi.json"), "openapi.json is part of the build"),
                MediaType.APPLICATION_JSON).build();
    }
}
