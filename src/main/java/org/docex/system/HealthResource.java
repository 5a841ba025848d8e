package org.docex.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.docex.tenant.provisioning.SetupCheck.Findings;
import java.util.List;

/** {@code /health}. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @Inject
    BootstrapCheck check;

    /**
     * @param status {@code UP} or {@code DOWN}
     * @param faults why it is down, each with its cure
     */
    public record Health(String status, List<String> faults) {}

    /** 200 as long as the process serves. */
    @GET
    @Path("live")
    public Health live() {
        return new Health("UP", List.of());
    }

    /** 200 when business calls can be served, else 503 with the cures; it recovers by itself. */
    @GET
    @Path("ready")
    public Response ready() {
        Findings findings = check.findings();
        return findings.blocking().isEmpty()
                ? Response.ok(new Health("UP", List.of())).build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE).entity(new Health("DOWN", findings.blocking())).build();
    }
}
