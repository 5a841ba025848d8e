package org.docex.tenant.lifecycle;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.docex.paging.SortableTime;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.sql.SQLException;

/** The end of a purge: the row says so for good, and the journal keeps the receipt. */
record Receipt(Plans plans, Tenant tenant, Plan plan) {
    void write(Statements statements) throws SQLException {
        Tenant row = plans.registry().find(statements, tenant.tenantId()).orElseThrow();
        plans.registry().replace(statements, row.in(TenantStatus.PURGED), plan.by());
        JsonArrayBuilder verified = Json.createArrayBuilder();
        tenant.schemaName().ifPresent(schema -> verified.add("the schema " + schema + " does not exist"));
        tenant.roleName().ifPresent(role -> verified.add("the role " + role + " does not exist"));
        tenant.databasePath().ifPresent(path -> verified.add("the file " + path + " and its copies do not exist"));
        verified.add("no storage has an area of the tenant").add("the register refuses the tenant and never gives its id again");
        JsonObjectBuilder receipt = Json.createObjectBuilder().add("tenant_id", tenant.tenantId().value())
                .add("purged_at", SortableTime.format(SortableTime.now())).add("purged_by", plan.by())
                .add("archive_sha256", plans.journal().archive(statements, plan)
                        .<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("removed", plans.journal().noted(statements, plan)).add("verified", verified);
        plans.journal().note(statements, plan, receipt.build().toString());
    }
}
