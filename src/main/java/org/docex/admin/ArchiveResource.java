package org.docex.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.Digests;
import org.docex.http.EntityTags;
import org.docex.http.LongAnswers;
import org.docex.http.QueryParameters;
import org.docex.security.SystemCaller;
import org.docex.security.SystemContext;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.Tenant;
import org.docex.transfer.TenantArchives;
import java.io.InputStream;
import java.util.Optional;

/** {@code /admin/tenants/{id}/archive}: the only calls of an administrator that see a tenant's business data. */
@Path("api/v1/admin/tenants/{id}/archive")
@RequestScoped
public class ArchiveResource {
    private static final String TAR = "application/x-tar";

    @Inject
    SystemCaller caller;

    @Inject
    TenantAdmin tenants;

    @Inject
    TenantArchives archives;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    HttpServletRequest request;

    /**
     * The whole tenant as a tar archive; the journal has its SHA-256 when it is complete. One that breaks off is shorter than
     * {@code Content-Length}.
     */
    @GET
    @Produces({TAR, MediaType.APPLICATION_JSON})
    public Response export(@PathParam("id") String id) {
        SystemContext admin = caller.requireAdmin();
        QueryParameters.of(uri);
        TenantId tenant = tenants.exportable(id).tenantId();
        Response.ResponseBuilder answer = Response.ok().type(TAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + tenant + ".tar\"");
        if (request.getMethod().equals("HEAD")) {
            return answer.build();
        }
        TenantArchives.Outgoing archive = archives.export(tenant, admin.user());
        LongAnswers.endConnection(answer, request);
        return answer.header(HttpHeaders.CONTENT_LENGTH, archive.length()).entity((StreamingOutput) archive::writeTo).build();
    }

    /**
     * Makes the archive in the body a tenant of this id: 201. {@code ?display_name=} replaces the one in the archive;
     * {@code Repr-Digest} is checked when it is given.
     *
     * @param body the one of Jakarta REST, of any media type
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response importAs(@PathParam("id") String id, InputStream body) {
        SystemContext admin = caller.requireAdmin();
        Optional<String> displayName = QueryParameters.of(uri, "display_name").text("display_name");
        Tenant tenant = archives.importAs(tenants.free(id), displayName, admin.user(), body,
                checksum -> Digests.check(headers, checksum));
        return Response.created(uri.getBaseUriBuilder().path("api/v1/admin/tenants").path(tenant.tenantId().value()).build())
                .entity(TenantView.of(tenant)).tag(EntityTags.of(tenant.rowVersion())).build();
    }
}
