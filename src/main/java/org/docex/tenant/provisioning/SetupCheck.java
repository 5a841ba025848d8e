package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.storage.Storages;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.TenantRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether an installation can work: one message a fault, each with its cure. Changes nothing whatsoever. */
public final class SetupCheck {
    private static final Set<String> SYSTEM_TABLES =
            Set.of("admin_audit", "installation", "plan", "plan_step", "tenant_registry");
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "9p", "afs");

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
        networkFault().ifPresent(blocking::add);
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
        wrongFile(statements).ifPresent(blocking::add);
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
        try {
            SystemState.require(database, statements, config);
        } catch (DocexException e) {
            blocking.add(e.getMessage());
            return;
        }
        if (new TenantRegistry(database).find(statements, new TenantId(config.multiTenancy().bootstrapTenant().id())).isEmpty()) {
            blocking.add("The system tenant '" + config.multiTenancy().bootstrapTenant().id()
                    + "' is missing in the register. Run 'docex init'.");
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

    /** The server's data source and the configuration must mean the same file. */
    private Optional<String> wrongFile(Statements statements) throws SQLException {
        if (config.database() instanceof Postgres) {
            return Optional.empty();
        }
        Path expected = config.multiTenancy().bootstrapTenant().databasePath();
        String opened = statements.one("SELECT file FROM pragma_database_list WHERE name = 'main'", row -> row.getString(1))
                .orElse("");
        try {
            if (Files.isSameFile(expected, Path.of(opened))) {
                return Optional.empty();
            }
        } catch (IOException missing) {
            // reported below
        }
        return Optional.of("jdbc/docexSystem opened another file than bootstrap_tenant.database_path names. "
                + "Start the server with the DOCEX_HOME of this docex.yaml.");
    }

    private Optional<String> networkFault() {
        if (config.database() instanceof Postgres) {
            return Optional.empty();
        }
        try {
            String type = Files.getFileStore(config.home()).type().toLowerCase(Locale.ROOT);
            return NETWORK_FILE_SYSTEMS.contains(type)
                    ? Optional.of("The home folder lies on a network file system (" + type + "), where SQLite loses data. "
                            + "Use a local disk, or PostgreSQL.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The home folder cannot be reached. Check docex.home and its permissions.");
        }
    }
}
