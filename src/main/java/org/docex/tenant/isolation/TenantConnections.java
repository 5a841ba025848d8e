package org.docex.tenant.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.health.PoolUse;

/** What the joint uses now; for whoever watches the server. */
@ApplicationScoped
public class TenantConnections {
    private final PoolUse use = new PoolUse();

    @Inject
    IsolationProducer isolation;

    /** Connections that belong to a tenant's transaction: of {@code jdbc/docexTenants}, or to a tenant's file. */
    public PoolUse use() {
        return use;
    }

    /** SQLite: tenants' files that are open now; 0 on PostgreSQL. */
    public int openFiles() {
        return isolation.openFiles();
    }
}
