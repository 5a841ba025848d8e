package org.docex.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.docex.config.DocexVersion;
import org.docex.health.Findings;
import org.docex.health.Part;
import org.docex.tenant.provisioning.BootstrapCheck;
import java.util.List;

/** {@code /health}: what an orchestrator asks. No token; no answer names a tenant. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @Inject
    BootstrapCheck check;

    /**
     * @param status {@code UP} or {@code DOWN}
     * @param version of the server
     * @param checks one a part
     */
    public record Health(String status, String version, List<Check> checks) {}

    /**
     * @param name {@code bootstrap}, {@code system-database}, {@code schema-versions}, {@code tenant-datasource},
     *     {@code storage}; {@code issuer} where one is configured
     * @param status {@code UP}, {@code DOWN}, or {@code UNKNOWN} while another fault hides the part
     * @param faults why it is down, each with its cure
     */
    public record Check(String name, String status, List<String> faults) {
        static Check of(Findings findings, Part part) {
            return new Check(part.label(), findings.works(part).map(works -> works ? "UP" : "DOWN").orElse("UNKNOWN"),
                    findings.blocking(part));
        }
    }

    /** 200 as long as the process serves. */
    @GET
    @Path("live")
    public Health live() {
        return new Health("UP", DocexVersion.NUMBER, List.of());
    }

    /** 200 when calls can be served, else 503 with the cures; it recovers by itself. */
    @GET
    @Path("ready")
    public Response ready() {
        Findings findings = check.findings();
        List<Check> checks = findings.parts().stream().map(part -> Check.of(findings, part)).toList();
        return findings.ready()
                ? Response.ok(new Health("UP", DocexVersion.NUMBER, checks)).build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE).entity(new Health("DOWN", DocexVersion.NUMBER, checks)).build();
    }
}
