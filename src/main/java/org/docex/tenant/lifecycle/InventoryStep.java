package org.docex.tenant.lifecycle;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.docex.storage.Storages.Usage;
import org.docex.tenant.boundary.BoundaryPlan;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Notes in the journal what a purge is going to remove, while it is still there to be counted. */
record InventoryStep(Plans plans, BoundaryPlan boundary, Tenant tenant, Plan plan) implements Step {
    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public boolean isDone(Statements statements) throws SQLException {
        return plans.journal().isApplied(statements, plan, name());
    }

    @Override
    public void apply(Statements statements) throws SQLException, IOException {
        JsonObjectBuilder rows = Json.createObjectBuilder();
        boundary.rows(statements, tenant).forEach(rows::add);
        JsonArrayBuilder content = Json.createArrayBuilder();
        for (Map.Entry<String, Usage> storage : plans.storages().usage(tenant.tenantId().value()).entrySet()) {
            content.add(Json.createObjectBuilder().add("storage", storage.getKey())
                    .add("objects", storage.getValue().objects()).add("bytes", storage.getValue().bytes()));
        }
        plans.journal().note(statements, plan, Json.createObjectBuilder()
                .add("schema_name", text(tenant.schemaName())).add("role_name", text(tenant.roleName()))
                .add("database_path", text(tenant.databasePath())).add("rows", rows).add("content", content).build().toString());
    }

    private static JsonValue text(Optional<String> value) {
        return value.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public void undo(Statements statements) {}
}
