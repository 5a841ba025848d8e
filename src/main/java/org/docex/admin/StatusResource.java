package org.docex.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.health.PoolUse;
import org.docex.http.QueryParameters;
import org.docex.security.SystemCaller;
import org.docex.tenant.isolation.TenantConnections;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.docex.tenant.registry.SystemSource;
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

    @Inject
    SystemSource system;

    @Inject
    TenantConnections tenants;

    @Context
    UriInfo uri;

    /**
     * What the check found.
     *
     * @param errors one message a fault, each with its cure
     * @param openFiles tenants' SQLite files that are open now
     * @param pool the container's pools as DocEX uses them
     */
    public record Status(boolean ok, List<String> errors, long openFiles, Pools pool) {}

    /** {@code jdbc/docexSystem} and {@code jdbc/docexTenants}. */
    public record Pools(Pool system, Pool tenants) {}

    /**
     * @param inUse connections that are out now
     * @param acquired connections taken since the server started
     */
    public record Pool(long inUse, long acquired) {
        static Pool of(PoolUse use) {
            return new Pool(use.inUse(), use.acquired());
        }
    }

    @GET
    public Status status() {
        caller.requireAdmin();
        QueryParameters.of(uri);
        List<String> errors = check.findings().messages();
        return new Status(errors.isEmpty(), errors, tenants.openFiles(),
                new Pools(Pool.of(system.use()), Pool.of(tenants.use())));
    }
}
