package org.docex.tenant.provisioning;

import org.docex.tenant.Boundary;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.sql.SQLException;

/** The content of an import, in areas that the same plan has made. */
record ContentStep(Cargo cargo, Boundary boundary, Plans plans, Plan plan) implements Step {
    @Override
    public String name() {
        return "content";
    }

    @Override
    public boolean isDone(Statements statements) {
        return false;
    }

    @Override
    public void apply(Statements statements) throws IOException {
        cargo.loadContent(boundary);
    }

    @Override
    public boolean leavesTraces() {
        return true;
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public void undo(Statements statements) throws SQLException, IOException {
        if (plans.journal().isApplied(statements, plan, StorageStep.NAME)) {
            plans.storages().emptyAreas(boundary.storageSegment().orElseThrow());
        }
    }
}
