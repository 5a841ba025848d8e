package org.docex.tenant.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.PoolUse;
import org.docex.tenant.Boundary;

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

    /**
     * Lets go of a boundary that is about to be removed, once none of its transactions is open here. Of a schema nothing is
     * held between transactions, and who drops its tables waits for those that are open.
     *
     * @throws DocexException {@code TENANT_BUSY}
     */
    public void release(Boundary boundary) {
        if (boundary.place() instanceof Boundary.DatabaseFile file && !isolation.retire(file)) {
            throw new DocexException(ErrorCode.TENANT_BUSY,
                    "A transaction of tenant '" + boundary.tenant() + "' is still open. Repeat the call in a moment.");
        }
    }

    /** SQLite: tenants' files that are open now; 0 on PostgreSQL. */
    public int openFiles() {
        return isolation.openFiles();
    }
}
