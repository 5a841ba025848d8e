package org.docex.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;
import org.docex.security.SystemCaller;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.docex.tenant.provisioning.SetupCheck.Findings;
import java.util.List;

/** {@code /admin/status}: the setup check. Changes nothing whatsoever. */
@Path("api/v1/admin/status")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    @Inject
    SystemCaller caller;

    @Inject
    BootstrapCheck check;

    @Context
    UriInfo uri;

    /**
     * What the check found.
     *
     * @param errors one message a fault, each with its cure
     */
    public record Status(boolean ok, List<String> errors) {}

    @GET
    public Status status() {
        caller.requireAdmin();
        QueryParameters.of(uri);
        Findings findings = check.findings();
        return new Status(findings.ok(), findings.all());
    }
}
