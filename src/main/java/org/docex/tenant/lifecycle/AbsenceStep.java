package org.docex.tenant.lifecycle;

import org.docex.storage.Storages;
import org.docex.tenant.boundary.BoundaryPlan;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import java.io.IOException;
import java.sql.SQLException;

/** Looks that nothing of a purged tenant is left that could answer. */
record AbsenceStep(Storages storages, BoundaryPlan boundary, Tenant tenant) implements Step {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public boolean isDone(Statements statements) {
        return false;
    }

    @Override
    public void apply(Statements statements) throws SQLException, IOException {
        if (boundary.exists(statements, tenant)) {
            throw new IllegalStateException("The boundary of " + tenant.tenantId() + " is still there");
        }
        for (Step removal : boundary.removal(tenant)) {
            if (!removal.isDone(statements)) {
                throw new IllegalStateException("Something of the " + removal.name() + " of " + tenant.tenantId() + " is still there");
            }
        }
        if (storages.hasAnyArea(tenant.tenantId().value())) {
            throw new IllegalStateException("Content of " + tenant.tenantId() + " is still there");
        }
    }

    @Override
    public void undo(Statements statements) {}
}
