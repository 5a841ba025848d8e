package org.docex.tenant.provisioning;

import org.docex.tenant.Boundary;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.sql.SQLException;

/** The rows of an import. They go with the boundary when the plan is taken back. */
record RowsStep(Cargo cargo, Boundary boundary) implements Step {
    @Override
    public String name() {
        return "rows";
    }

    @Override
    public boolean isDone(Statements statements) {
        return false;
    }

    @Override
    public void apply(Statements statements) throws SQLException, IOException {
        cargo.loadRows(boundary);
    }

    @Override
    public void undo(Statements statements) {}
}
