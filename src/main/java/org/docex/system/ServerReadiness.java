package org.docex.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.health.Findings;
import org.docex.health.Part;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** {@code /docex/health/ready} as one check of the server's own, where it has MicroProfile Health; {@code beans.xml} leaves it out elsewhere. */
@Readiness
@ApplicationScoped
public class ServerReadiness implements HealthCheck {
    @Inject
    BootstrapCheck check;

    @Override
    public HealthCheckResponse call() {
        Findings findings = check.findings();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("docex").status(findings.ready());
        for (Part part : findings.parts()) {
            answer.withData(part.label(), HealthResource.Check.of(findings, part).status());
        }
        return answer.build();
    }
}
