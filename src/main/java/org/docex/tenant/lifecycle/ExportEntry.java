package org.docex.tenant.lifecycle;

import org.docex.tenant.Boundary;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.registry.Tenant;
import java.util.Optional;

/** An export in the journal, to be told its end. */
public final class ExportEntry {
    private final Plans plans;
    private final Plan plan;
    private final Tenant tenant;
    private final Boundary boundary;

    ExportEntry(Plans plans, Plan plan, Tenant tenant, Boundary boundary) {
        this.plans = plans;
        this.plan = plan;
        this.tenant = tenant;
        this.boundary = boundary;
    }

    public Tenant tenant() {
        return tenant;
    }

    public Boundary boundary() {
        return boundary;
    }

    /** The archive is complete but for its last block. */
    public void done(String sha256) {
        plans.database().write(statements -> {
            plans.journal().archive(statements, plan, sha256);
            plans.journal().finish(statements, plan, Optional.empty());
            return plan;
        });
    }

    /** The archive will never be complete. */
    public void failed(Exception why) {
        plans.database().write(statements -> {
            plans.journal().finish(statements, plan, Optional.of(why.getClass().getSimpleName()));
            return plan;
        });
    }
}
