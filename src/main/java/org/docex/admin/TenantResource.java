package org.docex.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.EntityTags;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;
import org.docex.security.SystemCaller;
import org.docex.security.SystemContext;
import org.docex.tenant.TenantId;
import org.docex.tenant.lifecycle.PurgeOrder;
import org.docex.tenant.lifecycle.StorageReport;
import org.docex.tenant.lifecycle.TenantLifecycle;
import org.docex.tenant.plan.JournalEntry;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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

    @Context
    HttpHeaders headers;

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

    /** Changes the display name; needs {@code If-Match}. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response update(@PathParam("id") String id, UpdateTenant command) {
        return change(id, (lifecycle, tenant, by) -> lifecycle.rename(
                tenant, command.displayName(), by, version -> EntityTags.requireMatch(headers, version)));
    }

    /** Refuses the tenant's calls at once, on other nodes within two seconds; {@code If-Match} is checked when it is given. */
    @POST
    @Path("{id}/suspend")
    public Response suspend(@PathParam("id") String id) {
        return change(id, (lifecycle, tenant, by) -> lifecycle.suspend(tenant, by, this::check));
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") String id) {
        return change(id, (lifecycle, tenant, by) -> lifecycle.resume(tenant, by, this::check));
    }

    /** Needs {@code ?confirm=<id>}; the data is kept. 200 with the tenant. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        SystemContext admin = caller.requireAdmin();
        Optional<String> confirm = QueryParameters.of(uri, "confirm").text("confirm");
        return answer(tenants.change(id, (lifecycle, tenant) -> lifecycle.delete(tenant, confirm, admin.user(), this::check)));
    }

    /** Within the grace period. */
    @POST
    @Path("{id}/undelete")
    public Response undelete(@PathParam("id") String id) {
        return change(id, (lifecycle, tenant, by) -> lifecycle.undelete(tenant, by, this::check));
    }

    /** Removes a deleted tenant for good; 200 with the receipt, as {@link TenantLifecycle#purge} describes it. */
    @POST
    @Path("{id}/purge")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response purge(@PathParam("id") String id, PurgeOrder order) {
        SystemContext admin = caller.requireAdmin();
        QueryParameters.of(uri);
        JsonObject receipt = tenants.change(id, (lifecycle, tenant) -> lifecycle.purge(tenant, order, admin.user(), this::check));
        return Response.ok(receipt.toString().getBytes(StandardCharsets.UTF_8)).type(MediaType.APPLICATION_JSON).build();
    }

    /** Finishes what was cut off; a complete tenant is left as it is. 204 when an import was taken back. */
    @POST
    @Path("{id}/repair")
    public Response repair(@PathParam("id") String id) {
        caller.requireAdmin();
        QueryParameters.of(uri);
        return tenants.repair(id).map(TenantResource::answer).orElseGet(() -> Response.noContent().build());
    }

    /** A page of what was done to the tenant, newest first. */
    @GET
    @Path("{id}/journal")
    public Page<JournalEntry> journal(@PathParam("id") String id) {
        caller.requireAdmin();
        return tenants.journal(id, QueryParameters.ofList(uri).page(List.of("started_at")));
    }

    private interface By {
        Tenant change(TenantLifecycle lifecycle, TenantId tenant, String user);
    }

    private Response change(String id, By change) {
        SystemContext admin = caller.requireAdmin();
        QueryParameters.of(uri);
        return answer(tenants.change(id, (lifecycle, tenant) -> change.change(lifecycle, tenant, admin.user())));
    }

    private void check(long version) {
        EntityTags.checkMatch(headers, version);
    }

    private static Response answer(Tenant tenant) {
        return Response.ok(TenantView.of(tenant)).tag(EntityTags.of(tenant.rowVersion())).build();
    }

    /** What the tenant has in each storage, compared with its rows; changes nothing. */
    @GET
    @Path("{id}/storage")
    public StorageView storage(@PathParam("id") String id) {
        QueryParameters.of(uri);
        return StorageView.of(tenants.storage(id, caller.requireAdmin(), false));
    }

    /** Removes what no row names and what cut-off uploads left; answers with what was removed and what is there now. */
    @POST
    @Path("{id}/sweep")
    @Consumes(MediaType.WILDCARD)
    public StorageReport sweep(@PathParam("id") String id) {
        QueryParameters.of(uri);
        return tenants.storage(id, caller.requireAdmin(), true);
    }
}
