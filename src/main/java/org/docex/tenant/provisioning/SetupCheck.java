package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.storage.Storages;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemFile;
import org.docex.tenant.registry.SystemState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether an installation can work: one message a fault, each with its cure. Changes nothing whatsoever. */
public final class SetupCheck {
    private static final Set<String> SYSTEM_TABLES =
            Set.of("admin_audit", "installation", "plan", "plan_step", "tenant_registry");

    private final DocexConfig config;
    private final SystemDatabase database;

    public SetupCheck(DocexConfig config, SystemDatabase database) {
        this.config = config;
        this.database = database;
    }

    /**
     * What was found.
     *
     * @param blocking faults that stop every business call
     * @param warnings what an operator should look at: unfinished plans, a storage that is read-only
     */
    public record Findings(List<String> blocking, List<String> warnings) {
        public boolean ok() {
            return blocking.isEmpty() && warnings.isEmpty();
        }

        public List<String> all() {
            List<String> all = new ArrayList<>(blocking);
            all.addAll(warnings);
            return all;
        }
    }

    public Findings run() {
        List<String> blocking = new ArrayList<>();
        List<String> warnings = new ArrayList<>(new Storages(config).faults());
        if (!database.isPostgres()) {
            SystemFile.networkFault(config).ifPresent(blocking::add);
        }
        try {
            database.read(statements -> {
                look(statements, blocking, warnings);
                return true;
            });
        } catch (DocexException e) {
            blocking.add(SystemState.explain(e).getMessage());
        }
        return new Findings(List.copyOf(blocking), List.copyOf(warnings));
    }

    private void look(Statements statements, List<String> blocking, List<String> warnings) throws SQLException {
        String product = statements.connection().getMetaData().getDatabaseProductName();
        if (!product.equalsIgnoreCase(database.isPostgres() ? "PostgreSQL" : "SQLite")) {
            blocking.add("jdbc/docexSystem is a " + product + ", docex.yaml says database.type: " + config.database().type()
                    + ". Start the server with DOCEX_DATABASE=" + config.database().type() + ".");
            return;
        }
        if (!database.isPostgres()) {
            SystemFile.wrongFile(config, statements).ifPresent(blocking::add);
        }
        Set<String> missing = new TreeSet<>(SYSTEM_TABLES);
        tables(statements).forEach(missing::remove);
        if (missing.size() == SYSTEM_TABLES.size()) {
            blocking.add("DocEX is not bootstrapped. Run 'docex init'.");
            return;
        }
        missing.forEach(table -> blocking.add("The system table '" + table
                + "' is missing. Restore the system boundary from its backup."));
        if (!missing.isEmpty()) {
            return;
        }
        Installation installation;
        try {
            installation = SystemState.require(database, statements, config);
        } catch (DocexException e) {
            blocking.add(e.getMessage());
            return;
        }
        if (!installation.tenancy() && installation.singleSchemaVersion().isEmpty()) {
            blocking.add("The bootstrap was cut off. Run 'docex init'.");
            return;
        }
        for (String tenant : new PlanJournal(database).unfinishedTenants(statements)) {
            warnings.add("The provisioning of tenant '" + tenant + "' did not end. Run 'docex tenant repair --tenant-id "
                    + tenant + "', unless it is being provisioned right now.");
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
