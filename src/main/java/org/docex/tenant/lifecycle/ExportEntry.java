package org.docex.tenant.lifecycle;

import jakarta.json.Json;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.tenant.plan.PlanKind;
import org.docex.tenant.registry.TenantStatus;
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

    /** What the export of a deleted tenant notes, so that a purge knows it as one of after this deletion. */
    static String deletion(Tenant tenant) {
        return Json.createObjectBuilder().add("deleted_at", SortableTime.format(tenant.deletedAt().orElseThrow())).build().toString();
    }

    /**
     * The archive is complete but for its last block.
     *
     * @throws DocexException {@code TENANT_STATUS} when the tenant is being purged, or was
     */
    public void done(String sha256) {
        plans.database().write(statements -> {
            boolean purging = plans.journal().cutOff(statements, tenant.tenantId()).filter(other -> other.kind() == PlanKind.PURGE).isPresent();
            if (purging || plans.registry().find(statements, tenant.tenantId()).filter(row -> row.status() != TenantStatus.PURGED).isEmpty()) {
                throw new DocexException(ErrorCode.TENANT_STATUS, "Tenant '" + tenant.tenantId() + "' was purged meanwhile.");
            }
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
