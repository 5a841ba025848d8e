package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL: a role, a schema owned by the installation's owner, tables and grants. */
final class SchemaPlan implements BoundaryPlan {
    private static final int LOCK_SECONDS = 60;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Postgres postgres;
    private final Installation installation;
    private final PlanJournal journal;
    private final TenantTables tables = new TenantTables(true);

    SchemaPlan(Postgres postgres, Installation installation, PlanJournal journal) {
        this.postgres = postgres;
        this.installation = installation;
        this.journal = journal;
    }

    @Override
    public boolean exists(Statements statements, Tenant tenant) throws SQLException {
        return schemaExists(statements, tenant) || tenant.roleName().isPresent() && roleExists(statements, tenant);
    }

    @Override
    public List<Step> steps(Tenant tenant, Plan plan) {
        List<Step> steps = new ArrayList<>();
        if (tenant.roleName().isPresent()) {
            steps.add(new RoleStep(tenant, plan));
        }
        steps.add(new SchemaStep(tenant, plan));
        steps.add(new TablesStep(tenant, plan));
        steps.add(new VerifyStep(tenant));
        return steps;
    }

    @Override
    public Map<String, Long> rows(Statements statements, Tenant tenant) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        if (schemaExists(statements, tenant)) {
            asOwner(statements);
            for (String table : tables.names()) {
                statements.number("SELECT count(*) FROM \"" + schema(tenant) + "\"." + table).ifPresent(count -> rows.put(table, count));
            }
            asSelf(statements);
        }
        return rows;
    }

    @Override
    public List<Step> removal(Tenant tenant) {
        List<Step> steps = new ArrayList<>();
        steps.add(new SchemaRemoval(tenant));
        if (tenant.roleName().isPresent()) {
            steps.add(new RoleRemoval(tenant));
        }
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

    /** A step that is one transaction with its journal entry, so that the journal knows whether this plan made it. */
    private abstract class JournalledStep implements Step {
        private final String name;
        final Plan plan;
        final Tenant tenant;

        JournalledStep(String name, Tenant tenant, Plan plan) {
            this.name = name;
            this.tenant = tenant;
            this.plan = plan;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return journal.isApplied(statements, plan, name);
        }

        void refuseForeign(boolean exists) {
            if (exists) {
                throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The " + name + " of tenant '" + tenant.tenantId()
                        + "' was made by somebody else and is never adopted. Move it away, and repair the tenant.");
            }
        }
    }

    private final class RoleStep extends JournalledStep {
        RoleStep(Tenant tenant, Plan plan) {
            super("role", tenant, plan);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            refuseForeign(roleExists(statements, tenant));
            statements.one("SELECT docex_roles.create_tenant_role(?)", row -> true, roleSuffix(tenant));
        }

        @Override
        public void undo(Statements statements) throws SQLException {
            dropRole(statements, tenant);
        }
    }

    private static void dropRole(Statements statements, Tenant tenant) throws SQLException {
        statements.one("SELECT docex_roles.drop_tenant_role(?)", row -> true, roleSuffix(tenant));
    }

    private static String roleSuffix(Tenant tenant) {
        return tenant.roleName().orElseThrow().replaceFirst("^docex_[0-9a-f]{8}_t_", "");
    }

    private final class SchemaStep extends JournalledStep {
        SchemaStep(Tenant tenant, Plan plan) {
            super("schema", tenant, plan);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            refuseForeign(schemaExists(statements, tenant));
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

    private final class TablesStep extends JournalledStep {
        TablesStep(Tenant tenant, Plan plan) {
            super("tables", tenant, plan);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            asOwner(statements);
            execute(statements, "SET LOCAL search_path = \"" + schema(tenant) + "\", pg_temp");
            tables.create(statements.connection(), grantee(tenant));
            statements.update("INSERT INTO boundary (tenant_id, plan_id, created_at) VALUES (?, ?, ?)",
                    tenant.tenantId().value(), plan.id(), SortableTime.now());
            execute(statements, "RESET search_path");
            asSelf(statements);
        }

        /** The schema's step drops them. */
        @Override
        public void undo(Statements statements) {}
    }

    /** Drops the schema once no transaction uses its tables any more; waits for them, not for ever. */
    private final class SchemaRemoval extends Removal {
        private final Tenant tenant;

        SchemaRemoval(Tenant tenant) {
            super("schema");
            this.tenant = tenant;
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return !schemaExists(statements, tenant);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            asOwner(statements);
            String marked = statements.one("SELECT tenant_id FROM \"" + schema(tenant) + "\".boundary", row -> row.getString(1)).orElse("");
            if (!marked.equals(tenant.tenantId().value())) {
                throw new IllegalStateException("The schema " + schema(tenant) + " is marked as the one of '" + marked + "'");
            }
            execute(statements, "SET LOCAL lock_timeout = '" + LOCK_SECONDS + "s'");
            try {
                execute(statements, "DROP SCHEMA \"" + schema(tenant) + "\" CASCADE");
            } catch (SQLException e) {
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw new DocexException(ErrorCode.TENANT_BUSY, "A transaction of tenant '" + tenant.tenantId()
                            + "' is still open somewhere. Repeat the call in a moment.", e);
                }
                throw e;
            }
            asSelf(statements);
        }
    }

    private static final class RoleRemoval extends Removal {
        private final Tenant tenant;

        RoleRemoval(Tenant tenant) {
            super("role");
            this.tenant = tenant;
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return !roleExists(statements, tenant);
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            dropRole(statements, tenant);
        }
    }

    private final class VerifyStep implements Step {
        private final Tenant tenant;

        VerifyStep(Tenant tenant) {
            this.tenant = tenant;
        }

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
            tables.verify(statements.list("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                    + "WHERE n.nspname = ? AND c.relkind IN ('r', 'i')", row -> row.getString(1), schema(tenant)));
            List<String> ungranted = statements.list("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                            + "WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname NOT IN ('boundary', '" + SystemState.HISTORY + "') "
                            + "AND NOT has_table_privilege(?, c.oid, 'SELECT')",
                    row -> row.getString(1), schema(tenant), grantee(tenant));
            if (!ungranted.isEmpty()) {
                throw new IllegalStateException("Grants are missing in " + schema(tenant) + ": " + ungranted);
            }
        }

        @Override
        public void undo(Statements statements) {}
    }
}
