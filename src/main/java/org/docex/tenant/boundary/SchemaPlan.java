package org.docex.tenant.boundary;

import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import org.docex.log.Log;
import org.docex.tenant.plan.PassingStep;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanJournal;
import org.docex.tenant.plan.Removal;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** PostgreSQL: a role, a schema owned by the installation's owner, tables and grants. */
final class SchemaPlan implements BoundaryPlan {
    private static final int LOCK_SECONDS = 60;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Columns, indexes and constraints, without the schema's name. */
    private static final String FINGERPRINT = """
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE n.nspname = ? AND c.relkind IN ('r', 'v', 'm', 'p')
            UNION ALL SELECT replace(pg_get_indexdef(i.indexrelid), quote_ident(n.nspname) || '.', '')
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ?
            UNION ALL SELECT t.relname || ' ' || k.conname || ' ' || replace(pg_get_constraintdef(k.oid), quote_ident(n.nspname) || '.', '')
              FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
              WHERE n.nspname = ? AND k.contype <> 'n'
            UNION ALL SELECT 'trigger ' || t.tgname || ' on ' || c.relname
              FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ? AND NOT t.tgisinternal
            UNION ALL SELECT 'row security on ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ? AND c.relrowsecurity""";

    private final Postgres postgres;
    private final Installation installation;
    private final PlanJournal journal;
    private final TenantTables tables = new TenantTables(true);
    private final Map<String, TableFingerprint> references = new ConcurrentHashMap<>();

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
    public boolean hasTables(Statements statements, Tenant tenant) throws SQLException {
        return hasTable(statements, tenant, SystemState.HISTORY);
    }

    private static boolean hasTable(Statements statements, Tenant tenant, String table) throws SQLException {
        return statements.number("SELECT 1 WHERE to_regclass(?) IS NOT NULL", qualified(tenant, table)).isPresent();
    }

    private static String qualified(Tenant tenant, String table) {
        return '"' + schema(tenant) + "\"." + table;
    }

    @Override
    public List<Step> steps(Tenant tenant, Plan plan) {
        List<Step> steps = new ArrayList<>();
        if (tenant.roleName().isPresent()) {
            steps.add(new RoleStep(tenant, plan));
        }
        steps.add(new SchemaStep(tenant, plan));
        steps.add(new TablesStep(tenant, plan));
        steps.add(new PassingStep("verify", statements -> verify(statements, tenant)));
        return steps;
    }

    @Override
    public Map<String, Long> rows(Statements statements, Tenant tenant) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : present(statements, tenant)) {
            statements.number("SELECT count(*) FROM " + qualified(tenant, table)).ifPresent(count -> rows.put(table, count));
        }
        return rows;
    }

    /** Those of the tenant's tables that nobody has dropped. */
    private List<String> present(Statements statements, Tenant tenant) throws SQLException {
        List<String> found = statements.list("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE n.nspname = ? AND c.relkind = 'r'", row -> row.getString(1), schema(tenant));
        return tables.names().stream().filter(found::contains).toList();
    }

    @Override
    public void settle(Statements statements, Tenant tenant) throws SQLException {
        List<String> present = present(statements, tenant);
        if (!present.isEmpty()) {
            asOwner(statements);
            waiting(statements, tenant, "LOCK TABLE " + String.join(", ", present.stream()
                    .map(table -> qualified(tenant, table)).toList()) + " IN SHARE MODE");
            asSelf(statements);
        }
    }

    @Override
    public Set<String> storages(Statements statements, Tenant tenant) {
        try {
            return hasTable(statements, tenant, "docbasket")
                    ? new TreeSet<>(statements.list("SELECT DISTINCT storage FROM " + qualified(tenant, "docbasket"), row -> row.getString(1)))
                    : Set.of();
        } catch (SQLException damaged) {
            Log.of(SchemaPlan.class).warning("The baskets of tenant " + tenant.tenantId() + " cannot be read any more", damaged);
            return Set.of();
        }
    }

    @Override
    public List<Step> upgrade(Tenant tenant, Plan plan) {
        return List.of(new UpgradeStep(tenant, plan));
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

    /** The tables of a schema, as its catalog describes them. */
    private static TableFingerprint fingerprint(Statements statements, String schema) throws SQLException {
        return new TableFingerprint(statements.list(FINGERPRINT, row -> row.getString(1), schema, schema, schema, schema, schema));
    }

    /** What the tables of a version are, made once for a moment under a name that nobody has. */
    private TableFingerprint reference(Statements statements, String version) throws SQLException {
        TableFingerprint known = references.get(version);
        if (known == null) {
            String schema = Ids.next("docex_reference_");
            execute(statements, "CREATE SCHEMA " + schema + "; SET LOCAL search_path = " + schema);
            tables.createAt(version, statements.connection(), postgres.rolePerTenant() ? owner() : postgres.tenantsLogin());
            known = fingerprint(statements, schema);
            execute(statements, "RESET search_path; DROP SCHEMA " + schema + " CASCADE");
            references.put(version, known);
        }
        return known;
    }

    private String owner() {
        return "docex_" + installation.id() + "_owner";
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
            execute(statements, "SET LOCAL ROLE \"" + owner() + "\"");
        }
    }

    private static void asSelf(Statements statements) throws SQLException {
        execute(statements, "RESET ROLE");
    }

    /** Waits for transactions that use the tenant's tables, not for ever. */
    private static void waiting(Statements statements, Tenant tenant, String sql) throws SQLException {
        try {
            execute(statements, "SET LOCAL lock_timeout = '" + LOCK_SECONDS + "s'; " + sql);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new DocexException(ErrorCode.TENANT_BUSY, "A transaction of tenant '" + tenant.tenantId()
                        + "' is still open somewhere. Repeat the call in a moment.", e);
            }
            throw e;
        }
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

    /** One transaction with its journal entry and, in the next step, the register: nobody sees tables half-way. */
    private final class UpgradeStep extends JournalledStep {
        UpgradeStep(Tenant tenant, Plan plan) {
            super("tables", tenant, plan);
        }

        /** What the tables say of themselves: the register may have been restored from an older backup. */
        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return statements.one("SELECT version FROM " + qualified(tenant, SystemState.HISTORY) + " WHERE success ORDER BY installed_rank DESC LIMIT 1", row -> row.getString(1))
                    .filter(SchemaVersions.TENANT::equals).isPresent();
        }

        @Override
        public void apply(Statements statements) throws SQLException {
            asOwner(statements);
            execute(statements, "SET LOCAL lock_timeout = '" + LOCK_SECONDS + "s'");
            fingerprint(statements, schema(tenant)).requireUnaltered(tenant, tenant.schemaVersion(),
                    reference(statements, tenant.schemaVersion()));
            execute(statements, "SET LOCAL search_path = \"" + schema(tenant) + "\"");
            tables.upgrade(tenant.schemaVersion(), statements.connection(), grantee(tenant));
            execute(statements, "RESET search_path");
            fingerprint(statements, schema(tenant)).requireUnaltered(tenant, SchemaVersions.TENANT,
                    reference(statements, SchemaVersions.TENANT));
            asSelf(statements);
        }

        /** Upgraded tables hold all that the old ones held; the register is told by the next run. */
        @Override
        public void undo(Statements statements) {
            throw new IllegalStateException("Tables are not taken back to an older version");
        }
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
            String marked = mark(statements);
            if (!marked.isEmpty() && !marked.equals(tenant.tenantId().value())) {
                throw new IllegalStateException("The schema " + schema(tenant) + " is marked as the one of '" + marked + "'");
            }
            waiting(statements, tenant, "DROP SCHEMA \"" + schema(tenant) + "\" CASCADE");
            asSelf(statements);
        }

        /** Whose schema it says it is; empty when somebody dropped the mark: the owner's role drops what is the owner's only. */
        private String mark(Statements statements) throws SQLException {
            return !hasTable(statements, tenant, "boundary") ? ""
                    : statements.one("SELECT tenant_id FROM " + qualified(tenant, "boundary"), row -> row.getString(1)).orElse("");
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

    /** Every table and index is there, and every grant. */
    private void verify(Statements statements, Tenant tenant) throws SQLException {
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
}
