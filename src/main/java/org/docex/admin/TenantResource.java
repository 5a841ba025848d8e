package org.docex.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.EntityTags;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;
import org.docex.security.SystemCaller;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;

/** {@code /admin/tenants}. */
@Path("api/v1/admin/tenants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource {
    @Inject
    SystemCaller caller;

    @Inject
    TenantAdmin tenants;

    @Context
    UriInfo uri;

    /** 201 with the tenant and its {@code Location}; 409 when the id is taken. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CreateTenant command) {
        QueryParameters.of(uri);
        Tenant tenant = tenants.create(command, caller.requireAdmin());
        return Response.created(uri.getAbsolutePathBuilder().path(tenant.tenantId().value()).build())
                .entity(TenantView.of(tenant)).tag(EntityTags.of(tenant.rowVersion())).build();
    }

    /** A page of all tenants, the system tenant among them, newest first. */
    @GET
    public Page<TenantView> list() {
        caller.requireAdmin();
        return tenants.list(QueryParameters.ofList(uri).page(TenantRegistry.ORDERS)).map(TenantView::of);
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        caller.requireAdmin();
        QueryParameters.of(uri);
        return answer(tenants.get(id));
    }

    /** Finishes what was cut off; a complete tenant is left as it is. */
    @POST
    @Path("{id}/repair")
    public Response repair(@PathParam("id") String id) {
        caller.requireAdmin();
        QueryParameters.of(uri);
        return answer(tenants.repair(id));
    }

    private static Response answer(Tenant tenant) {
        return Response.ok(TenantView.of(tenant)).tag(EntityTags.of(tenant.rowVersion())).build();
    }
}
