package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig.Postgres;
import org.docex.paging.SortableTime;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** PostgreSQL: a role, a schema owned by the installation's owner, tables and grants. */
final class SchemaPlan implements BoundaryPlan {
    private final Postgres postgres;
    private final Installation installation;
    private final TenantTables tables = new TenantTables(true);

    SchemaPlan(Postgres postgres, Installation installation) {
        this.postgres = postgres;
        this.installation = installation;
    }

    @Override
    public boolean exists(Statements statements, Tenant tenant) throws SQLException {
        return schemaExists(statements, tenant) || tenant.roleName().isPresent() && roleExists(statements, tenant);
    }

    @Override
    public List<Step> steps(Tenant tenant, String planId) {
        List<Step> steps = new ArrayList<>();
        if (tenant.roleName().isPresent()) {
            steps.add(new RoleStep(tenant));
        }
        steps.add(new SchemaStep(tenant));
        steps.add(new TablesStep(tenant, planId));
        steps.add(new VerifyStep(tenant));
        return steps;
    }

    private static boolean schemaExists(Statements statements, Tenant tenant) throws SQLException {
        return statements.number("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema(tenant)).isPresent();
    }

    private static boolean roleExists(Statements statements, Tenant tenant) throws SQLException {
        return statements.number("SELECT 1 FROM pg_roles WHERE rolname = ?", tenant.roleName().orElseThrow()).isPresent();
    }

    private static String schema(Tenant tenant) {
        return tenant.schemaName().orElseThrow();
    }

    private String grantee(Tenant tenant) {
        return tenant.roleName().orElse(postgres.tenantsLogin());
    }

    /** What follows in this transaction is done, and owned, by the installation's owner. */
    private void asOwner(Statements statements) throws SQLException {
        if (postgres.rolePerTenant()) {
            execute(statements, "SET LOCAL ROLE \"docex_" + installation.id() + "_owner\"");
        }
    }

    private static void asSelf(Statements statements) throws SQLException {
        execute(statements, "RESET ROLE");
    }

    private static void execute(Statements statements, String sql) throws SQLException {
        try (Statement statement = statements.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private record RoleStep(Tenant tenant) implements Step {
        @Override
        public String name() {
            return "role";
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return roleExists(statements, tenant);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            statements.one("SELECT docex_roles.create_tenant_role(?)", row -> true, roleSuffix(tenant));
        }

        @Override
        public void undo(Statements statements) throws SQLException {
            statements.one("SELECT docex_roles.drop_tenant_role(?)", row -> true, roleSuffix(tenant));
        }

        private static String roleSuffix(Tenant tenant) {
            return tenant.roleName().orElseThrow().replaceFirst("^docex_[0-9a-f]{8}_t_", "");
        }
    }

    private final class SchemaStep implements Step {
        private final Tenant tenant;

        SchemaStep(Tenant tenant) {
            this.tenant = tenant;
        }

        @Override
        public String name() {
            return "schema";
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return schemaExists(statements, tenant);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            asOwner(statements);
            execute(statements, "CREATE SCHEMA \"" + schema(tenant) + "\"; GRANT USAGE ON SCHEMA \"" + schema(tenant)
                    + "\" TO \"" + grantee(tenant) + "\"");
            asSelf(statements);
        }

        @Override
        public void undo(Statements statements) throws SQLException {
            asOwner(statements);
            execute(statements, "DROP SCHEMA \"" + schema(tenant) + "\" CASCADE");
            asSelf(statements);
        }
    }

    private final class TablesStep implements Step {
        private final Tenant tenant;
        private final String planId;

        TablesStep(Tenant tenant, String planId) {
            this.tenant = tenant;
            this.planId = planId;
        }

        @Override
        public String name() {
            return "tables";
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return statements.number("SELECT 1 WHERE to_regclass(?) IS NOT NULL", schema(tenant) + ".boundary").isPresent();
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            asOwner(statements);
            execute(statements, "SET LOCAL search_path = \"" + schema(tenant) + "\", pg_temp");
            tables.create(statements.connection(), grantee(tenant));
            statements.update("INSERT INTO boundary (tenant_id, plan_id, created_at) VALUES (?, ?, ?)",
                    tenant.tenantId().value(), planId, SortableTime.now());
            execute(statements, "RESET search_path");
            asSelf(statements);
        }

        /** The schema's step drops them. */
        @Override
        public void undo(Statements statements) {}
    }

    private record VerifyStep(Tenant tenant) implements Step {
        @Override
        public String name() {
            return "verify";
        }

        @Override
        public boolean isDone(Statements statements) {
            return false;
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            TreeSet<String> found = new TreeSet<>(statements.list("SELECT c.relname FROM pg_class c JOIN pg_namespace n "
                    + "ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'", row -> row.getString(1), schema(tenant)));
            if (!found.containsAll(TenantTables.NAMES)) {
                throw new IllegalStateException("Tables are missing in " + schema(tenant) + ": found " + found);
            }
        }

        @Override
        public void undo(Statements statements) {}
    }
}
