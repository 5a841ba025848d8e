package org.docex.tenant.provisioning;

import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.sql.SQLException;

/** From {@code PROVISIONING} to {@code ACTIVE}: the step after which the tenant is usable. */
record ActivateStep(TenantRegistry registry, Tenant tenant) implements Step {
    @Override
    public String name() {
        return "activate";
    }

    @Override
    public boolean isDone(Statements statements) throws SQLException {
        return registry.find(statements, tenant.tenantId())
                .filter(row -> row.status() == TenantStatus.ACTIVE).isPresent();
    }

    @Override
    public void apply(Statements statements) throws SQLException {
        move(statements, TenantStatus.PROVISIONING, TenantStatus.ACTIVE);
    }

    @Override
    public void undo(Statements statements) throws SQLException {
        move(statements, TenantStatus.ACTIVE, TenantStatus.PROVISIONING);
    }

    private void move(Statements statements, TenantStatus from, TenantStatus to) throws SQLException {
        Tenant row = registry.find(statements, tenant.tenantId()).filter(found -> found.status() == from)
                .orElseThrow(() -> new IllegalStateException("The claim of " + tenant.tenantId() + " is gone"));
        registry.replace(statements, row.in(to), tenant.createdBy());
    }
}
