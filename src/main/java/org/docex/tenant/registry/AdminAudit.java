package org.docex.tenant.registry;

import jakarta.json.Json;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Who did what to which tenant, in the system boundary. An entry has the id of the plan it belongs to; it is written with the
 * beginning of the plan, and told the end of it.
 */
public final class AdminAudit {
    private static final String BEGUN = "BEGUN";

    private final String table;

    public AdminAudit(SystemDatabase database) {
        this.table = database.table("admin_audit");
    }

    /** @param before the tenant's row as the plan finds it; empty when there is none */
    public void begun(Statements statements, String id, String user, String action, TenantId tenant, Optional<Tenant> before)
            throws SQLException {
        statements.update("INSERT INTO " + table + " (id, occurred_at, user_id, action, tenant_id, before, result) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?)",
                id, SortableTime.now(), user, action, tenant.value(), before.map(AdminAudit::state).orElse(null), BEGUN);
    }

    /** @param after the tenant's row as the plan leaves it */
    public void ended(Statements statements, String id, String result, Optional<Tenant> after) throws SQLException {
        statements.update("UPDATE " + table + " SET after = ?, result = ? WHERE id = ? AND result = ?",
                after.map(AdminAudit::state).orElse(null), result, id, BEGUN);
    }

    /** What can change of a tenant, as JSON. */
    private static String state(Tenant tenant) {
        return Json.createObjectBuilder().add("display_name", tenant.displayName()).add("status", tenant.status().name())
                .add("schema_version", tenant.schemaVersion()).add("row_version", tenant.rowVersion()).build().toString();
    }
}
