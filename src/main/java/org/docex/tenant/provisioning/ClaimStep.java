package org.docex.tenant.provisioning;

import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import java.sql.SQLException;

/** The row in the register, not yet usable. The first step of a plan, and the last to be undone. */
record ClaimStep(TenantRegistry registry, Tenant tenant) implements Step {
    @Override
    public String name() {
        return "claim";
    }

    @Override
    public boolean isDone(Statements statements) throws SQLException {
        return registry.find(statements, tenant.tenantId()).isPresent();
    }

    @Override
    public void apply(Statements statements) throws SQLException {
        registry.insert(statements, tenant);
    }

    @Override
    public void undo(Statements statements) throws SQLException {
        registry.removeClaim(statements, tenant.tenantId());
    }
}
