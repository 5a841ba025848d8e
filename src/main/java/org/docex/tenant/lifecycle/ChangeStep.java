package org.docex.tenant.lifecycle;

import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import java.sql.SQLException;

/** A change of a tenant's row and of nothing else. */
record ChangeStep(TenantRegistry registry, Tenant changed, String by) implements Step {
    @Override
    public String name() {
        return "change";
    }

    @Override
    public boolean isDone(Statements statements) {
        return false;
    }

    @Override
    public void apply(Statements statements) throws SQLException {
        registry.replace(statements, changed, by);
    }

    /** It is one with its plan: what failed was never there. */
    @Override
    public void undo(Statements statements) {}
}
