package org.docex.operation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;

/** {@code /documents/{id}/operations}. */
@Path("api/v1/documents/{id}/operations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OperationResource {
    @Inject
    OperationService operations;

    @Context
    UriInfo uri;

    @GET
    public Page<OperationView> list(@PathParam("id") String id) {
        return operations.list(id, QueryParameters.ofList(uri).page(OperationService.ORDERS));
    }
}
