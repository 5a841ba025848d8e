package org.docex.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;

/** {@code /audit}, for the role {@code admin}. */
@Path("api/v1/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    @Inject
    AuditService audit;

    @Context
    UriInfo uri;

    /** A page of the audit, newest first. */
    @GET
    public Page<AuditView> list() {
        QueryParameters query = QueryParameters.ofList(uri, "user_id", "action", "object_id", "result", "from", "before");
        return audit.list(new AuditQuery(query.text("user_id"), query.text("action"), query.text("object_id"), query.text("result"),
                query.time("from"), query.time("before")), query.page(AuditService.ORDERS));
    }
}
