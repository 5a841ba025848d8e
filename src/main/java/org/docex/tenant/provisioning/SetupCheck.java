package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.Fault;
import org.docex.health.Findings;
import org.docex.health.Part;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanJournal;
import org.docex.tenant.registry.DatabaseFault;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemFile;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.TenantRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether an installation can work. Changes nothing whatsoever. */
public final class SetupCheck {
    private static final Set<String> SYSTEM_TABLES =
            Set.of("admin_audit", "installation", "plan", "plan_step", "tenant_registry");

    private final DocexConfig config;
    private final SystemDatabase database;

    public SetupCheck(DocexConfig config, SystemDatabase database) {
        this.config = config;
        this.database = database;
    }

    public Findings run() {
        Findings findings = new Findings();
        if (!database.isPostgres()) {
            SystemFile.networkFault(config).ifPresent(fault -> findings.add(Part.SYSTEM_DATABASE, Fault.blocking(fault)));
        }
        try {
            database.read(statements -> {
                look(statements, findings.looked(Part.SYSTEM_DATABASE));
                return true;
            });
        } catch (DocexException e) {
            findings.add(Part.SYSTEM_DATABASE, Fault.blocking(SystemState.explain(e).getMessage()));
        }
        return findings;
    }

    private void look(Statements statements, Findings findings) throws SQLException {
        Optional<String> other = DatabaseFault.SYSTEM.otherProduct(statements.connection(), config);
        if (other.isPresent()) {
            findings.add(Part.SYSTEM_DATABASE, Fault.blocking(other.get()));
            return;
        }
        if (!database.isPostgres()) {
            SystemFile.wrongFile(config, statements)
                    .ifPresent(fault -> findings.add(Part.SYSTEM_DATABASE, Fault.blocking(fault)));
        }
        Set<String> missing = new TreeSet<>(SYSTEM_TABLES);
        tables(statements).forEach(missing::remove);
        if (missing.size() == SYSTEM_TABLES.size()) {
            findings.add(Part.BOOTSTRAP, Fault.blocking(SystemSource.notBootstrapped().getMessage()));
        } else if (missing.isEmpty()) {
            lookInside(statements, findings.looked(Part.BOOTSTRAP).looked(Part.SCHEMA_VERSIONS));
        } else {
            missing.forEach(table -> findings.add(Part.BOOTSTRAP, Fault.blocking("The system table '" + table
                    + "' is missing. Restore the system boundary from its backup.")));
        }
    }

    private void lookInside(Statements statements, Findings findings) throws SQLException {
        Installation installation;
        try {
            installation = SystemState.require(database, statements, config);
        } catch (DocexException e) {
            findings.add(e.code() == ErrorCode.SCHEMA_VERSION_UNKNOWN ? Part.SCHEMA_VERSIONS : Part.BOOTSTRAP,
                    Fault.blocking(e.getMessage()));
            return;
        }
        if (!installation.tenancy()) {
            installation.singleSchemaVersion().ifPresentOrElse(
                    version -> SchemaVersions.tenantFault(version)
                            .ifPresent(fault -> findings.add(Part.SCHEMA_VERSIONS, Fault.blocking(fault))),
                    () -> findings.add(Part.BOOTSTRAP, Fault.blocking("The bootstrap was cut off. Run 'docex init'.")));
            return;
        }
        new TenantRegistry(database).countOfOtherVersions(statements).ifPresent(others -> findings.add(Part.SCHEMA_VERSIONS,
                Fault.note(others + " tenants have tables of another version than " + SchemaVersions.TENANT
                        + ", which this server knows; their calls are refused. Run 'docex upgrade'.")));
        for (Plan plan : new PlanJournal(database).cutOff(statements)) {
            findings.add(Part.BOOTSTRAP, Fault.note(plan.kind().cutOff(plan.tenant()) + " Unless it goes on right now."));
        }
    }

    private List<String> tables(Statements statements) throws SQLException {
        return database.isPostgres()
                ? statements.list("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE n.nspname = ? AND c.relkind = 'r'", row -> row.getString(1),
                        config.multiTenancy().bootstrapTenant().schema())
                : statements.list("SELECT name FROM sqlite_master WHERE type = 'table'", row -> row.getString(1));
    }
}
