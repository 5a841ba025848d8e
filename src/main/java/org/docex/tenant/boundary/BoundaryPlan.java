package org.docex.tenant.boundary;

import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps that make, upgrade and remove a boundary on one kind of database. */
public interface BoundaryPlan {
    /** True when something lies where the tenant's boundary would be. */
    boolean exists(Statements statements, Tenant tenant) throws SQLException;

    /** True when the tenant's tables are there, whatever their version. */
    boolean hasTables(Statements statements, Tenant tenant) throws SQLException;

    /** From nothing to verified tables. */
    List<Step> steps(Tenant tenant, Plan plan);

    /** Returns when no transaction that changes the tenant's tables is open any more; the tenant is not admitted meanwhile. */
    void settle(Statements statements, Tenant tenant) throws SQLException;

    /** The storages that the tenant's baskets name; empty when nobody can say. */
    Set<String> storages(Statements statements, Tenant tenant);

    /** How many rows each of the tenant's tables holds; a table that cannot be counted any more is left out. */
    Map<String, Long> rows(Statements statements, Tenant tenant) throws SQLException;

    /**
     * From the version that the tenant's row names to the current one: what lies outside a transaction is copied before.
     *
     * @throws org.docex.error.DocexException from the steps: {@code UPGRADE_REFUSED} when the tables are not what their
     *     version made
     */
    List<Step> upgrade(Tenant tenant, Plan plan);

    /** Removes the boundary; each step can be repeated. What carries another tenant's mark is never touched. */
    List<Step> removal(Tenant tenant);
}
