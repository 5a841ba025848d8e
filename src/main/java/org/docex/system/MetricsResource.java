package org.docex.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** {@code /metrics} in Prometheus' text format, whatever kind the caller would rather have. No token, no tenants. */
@Path("metrics")
@RequestScoped
public class MetricsResource {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    @Inject
    Metrics metrics;

    @GET
    public Response metrics() {
        return Response.ok((StreamingOutput) metrics::write, TEXT_FORMAT).build();
    }
}
