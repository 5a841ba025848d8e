package org.docex.tenant.lifecycle;

import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import java.sql.SQLException;

/** The register learns the version of a tenant's tables: the step after which servers serve it again. */
record RegisterVersionStep(TenantRegistry registry, Tenant tenant, String by) implements Step {
    @Override
    public String name() {
        return "register";
    }

    @Override
    public boolean isDone(Statements statements) throws SQLException {
        return registry.find(statements, tenant.tenantId())
                .filter(row -> row.schemaVersion().equals(SchemaVersions.TENANT)).isPresent();
    }

    @Override
    public void apply(Statements statements) throws SQLException {
        Tenant row = registry.find(statements, tenant.tenantId()).orElseThrow();
        registry.replace(statements, row.upgraded(SchemaVersions.TENANT), by);
    }

    /** The last step: what failed of it was never there. */
    @Override
    public void undo(Statements statements) {}
}
