package org.docex.tenant.lifecycle;

import org.docex.tenant.Boundary;
import org.docex.tenant.boundary.BoundaryPlan;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until no node admits a deleted tenant any more (each goes by what it read for two seconds at most), and until none of
 * its transactions is open anywhere: what was acknowledged is there from now on, and nothing is added.
 */
record Drain(Boundary boundary, Tenant tenant, PlanListener listener, BoundaryPlan plan) {
    void run(Statements statements) throws SQLException {
        Instant admittedUntil = tenant.deletedAt().orElseThrow().plus(CachedTenantDirectory.TIME_TO_LIVE);
        for (Duration left; !(left = Duration.between(Instant.now(), admittedUntil)).isNegative(); ) {
            LockSupport.parkNanos(left.toNanos() + 1);
        }
        listener.settling(boundary);
        plan.settle(statements, tenant);
    }
}
