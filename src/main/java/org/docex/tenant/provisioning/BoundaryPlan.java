package org.docex.tenant.provisioning;

import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;
import java.util.List;

/** The steps that make a boundary on one kind of database. */
interface BoundaryPlan {
    /** True when something lies where the tenant's boundary would be. */
    boolean exists(Statements statements, Tenant tenant) throws SQLException;

    /** From nothing to verified tables. */
    List<Step> steps(Tenant tenant, String planId);
}
