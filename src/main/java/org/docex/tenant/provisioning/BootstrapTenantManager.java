package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.storage.Storages;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.DatabaseCopies;
import org.docex.tenant.boundary.PrivateFiles;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.InstallationLease;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Makes the system boundary: its tables, the installation's row, the system tenant's row. Explicit and idempotent; needs
 * Flyway on the class path, which the command line brings and the server does not.
 */
public final class BootstrapTenantManager {
    private static final String CREATED_BY = "system";

    private final DocexConfig config;
    private final DataSource source;
    private final SystemDatabase database;

    /** @param source a connection to the database as the system login; on SQLite to the system file */
    public BootstrapTenantManager(DocexConfig config, DataSource source) {
        this.config = config;
        this.source = source;
        this.database = SystemDatabase.of(config, source);
    }

    /**
     * What {@link #initialize} found and did.
     *
     * @param done one line for each thing that was made; empty when everything was there
     */
    public record Report(Tenant systemTenant, Installation installation, List<String> done) {}

    /** True when the system boundary is complete and of this version. */
    public boolean isInitialized() {
        try {
            return database.read(statements -> {
                SystemState.require(database, statements, config);
                return systemTenant(statements).isPresent();
            });
        } catch (DocexException e) {
            return false;
        }
    }

    /**
     * Makes what is missing. What is there is left as it is.
     *
     * @throws DocexException {@code SCHEMA_VERSION_UNKNOWN}, {@code REGISTRY_UNAVAILABLE}, {@code STORAGE_UNAVAILABLE},
     *     {@code NOT_CONFIGURED}
     */
    public Report initialize() {
        List<String> done = new ArrayList<>();
        prepareFolders(done);
        try (AutoCloseable alone = alone()) {
            return initialize(done);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, "The lock of init cannot be taken or given back.", e);
        }
    }

    /** What {@link #upgrade} would do; empty when nothing. */
    public Optional<String> behind() {
        return Optional.of(version().orElseThrow(SystemSource::notBootstrapped)).filter(version -> !version.equals(SchemaVersions.SYSTEM))
                .map(version -> "system boundary: version " + version + " to " + SchemaVersions.SYSTEM);
    }

    /**
     * Brings an older system boundary to this version; on SQLite its file is copied before, to {@code <file>.before-<version>}.
     *
     * @return one line for each thing that was done; empty when it has this version already
     * @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code SCHEMA_VERSION_UNKNOWN}, {@code REGISTRY_UNAVAILABLE}
     */
    public List<String> upgrade() {
        try (AutoCloseable alone = alone()) {
            String version = version().orElseThrow(SystemSource::notBootstrapped);
            if (version.equals(SchemaVersions.SYSTEM)) {
                return List.of();
            }
            if (Integer.parseInt(version) > Integer.parseInt(SchemaVersions.SYSTEM)) {
                throw refusedVersion(version, "Use the build that fits.");
            }
            if (!database.isPostgres()) {
                copyBefore(SchemaVersions.SYSTEM);
            }
            migrate();
            database.write(statements -> statements.update("UPDATE " + database.table("tenant_registry")
                    + " SET schema_version = ? WHERE is_system", SchemaVersions.SYSTEM));
            return List.of("system boundary: version " + version + " to " + SchemaVersions.SYSTEM);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, "The system boundary was not upgraded: " + e.getMessage(), e);
        }
    }

    private void copyBefore(String next) throws SQLException, IOException {
        Path file = config.multiTenancy().bootstrapTenant().databasePath();
        new DatabaseCopies(new PrivateFiles(config.home())).copyAnew(
                file, file.resolveSibling(".upgrade.db"), DatabaseCopies.before(file, next));
    }

    private static DocexException refusedVersion(String version, String cure) {
        return new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, "The system boundary has version " + version
                + ", this build knows " + SchemaVersions.SYSTEM + ". " + cure);
    }

    /** One bootstrap at a time: a file lock on SQLite, an advisory lock on PostgreSQL. */
    private AutoCloseable alone() throws IOException {
        Optional<? extends AutoCloseable> lock = database.isPostgres()
                ? database.locked("docex init")
                : InstallationLease.take(config.multiTenancy().bootstrapTenant().databasePath(), "init");
        return lock.orElseThrow(() -> new DocexException(ErrorCode.PLAN_IN_PROGRESS,
                "Another 'docex init' is running. Wait for it and run this one again."));
    }

    private Report initialize(List<String> done) {
        String version = version().orElse("");
        if (version.isEmpty()) {
            migrate();
            done.add("system boundary: tables of version " + SchemaVersions.SYSTEM);
        } else if (!version.equals(SchemaVersions.SYSTEM)) {
            throw refusedVersion(version, "Run 'docex upgrade', or use the build that fits.");
        }
        Installation installation = database.write(statements -> installation(statements, done));
        Tenant system = database.write(statements -> systemTenant(statements, done));
        database.read(statements -> {
            SystemState.require(database, statements, config);
            return true;
        });
        if (!config.multiTenancy().enabled()
                && new TenantProvisioner(config, database, event -> {}).createSingle(CREATED_BY)) {
            done.add("the one boundary of an installation without tenants");
        }
        return new Report(system, installation, done);
    }

    private void prepareFolders(List<String> done) {
        try {
            PrivateFiles files = new PrivateFiles(config.home());
            if (!(config.database() instanceof Postgres)) {
                Path file = config.multiTenancy().bootstrapTenant().databasePath();
                files.createFolders(file.getParent());
                if (!Files.exists(file)) {
                    files.write(file, new byte[0]);
                }
            }
            for (DocexConfig.Storage storage : config.storages().values()) {
                if (storage.path().isPresent() && !Files.exists(storage.path().get())) {
                    files.createFolders(storage.path().get());
                    done.add("storage '" + storage.name() + "': " + storage.path().get());
                }
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "A folder could not be made: " + e.getMessage() + ". Correct the path or its permissions.", e);
        }
        List<String> faults = new Storages(config).look().messages();
        if (!faults.isEmpty()) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, String.join(" ", faults));
        }
    }

    private Optional<String> version() {
        return database.read(statements -> SystemState.version(database, statements));
    }

    private void migrate() {
        boolean postgres = database.isPostgres();
        FluentConfiguration flyway = Flyway.configure(BootstrapTenantManager.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/" + (postgres ? "postgresql" : "sqlite") + "/system");
        if (postgres) {
            flyway.defaultSchema(config.multiTenancy().bootstrapTenant().schema()).createSchemas(true);
            owner().ifPresent(role -> flyway.initSql("SET ROLE \"" + role + "\""));
        }
        try {
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, "The system boundary could not be made: "
                    + "its schema is not empty, or this login may not create it. " + e.getMessage(), e);
        }
    }

    /** The role that owns everything; empty where roles are off. */
    private Optional<String> owner() {
        return rolesInstallation().map(id -> "docex_" + id + "_owner");
    }

    /** The id that {@code roles.sql} gave to this database. */
    private Optional<String> rolesInstallation() {
        if (!(config.database() instanceof Postgres postgres) || !postgres.rolePerTenant()) {
            return Optional.empty();
        }
        return Optional.of(database.read(statements ->
                statements.number("SELECT 1 WHERE to_regclass('docex_roles.installation') IS NOT NULL").isPresent()
                        ? statements.one("SELECT id FROM docex_roles.installation", row -> row.getString(1))
                        : Optional.<String>empty())
                .orElseThrow(() -> new DocexException(ErrorCode.NOT_CONFIGURED,
                        "The roles of DocEX are missing in this database. Let a DBA run roles.sql, or run 'docex init' "
                                + "with a superuser's login; see server-config/postgresql/roles.sql.")));
    }

    private Installation installation(Statements statements, List<String> done) throws SQLException {
        Optional<Installation> found = Installation.read(database, statements);
        if (found.isPresent()) {
            return found.get();
        }
        String id = rolesInstallation().orElseGet(() -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
        statements.update("INSERT INTO " + database.table("installation")
                        + " (id, secret, tenancy, single_schema_version, created_at) VALUES (?, ?, ?, ?, ?)",
                id, Installation.newSecret(), config.multiTenancy().enabled(), null, SortableTime.now());
        done.add("installation " + id);
        return Installation.read(database, statements).orElseThrow();
    }

    private Optional<Tenant> systemTenant(Statements statements) throws SQLException {
        return new TenantRegistry(database)
                .find(statements, new TenantId(config.multiTenancy().bootstrapTenant().id())).filter(Tenant::isSystem);
    }

    private Tenant systemTenant(Statements statements, List<String> done) throws SQLException {
        Optional<Tenant> found = systemTenant(statements);
        if (found.isPresent()) {
            return found.get();
        }
        DocexConfig.BootstrapTenant bootstrap = config.multiTenancy().bootstrapTenant();
        Instant now = SortableTime.now();
        boolean postgres = database.isPostgres();
        Tenant system = new Tenant(new TenantId(bootstrap.id()), bootstrap.displayName(), true, TenantStatus.ACTIVE,
                config.multiTenancy().isolationStrategy(),
                postgres ? Optional.of(bootstrap.schema()) : Optional.empty(),
                postgres ? Optional.empty() : Optional.of(config.home().relativize(bootstrap.databasePath()).toString()),
                Optional.empty(), SchemaVersions.SYSTEM, Optional.empty(), Optional.empty(), 1, now, CREATED_BY, now, CREATED_BY);
        new TenantRegistry(database).insert(statements, system);
        done.add("system tenant " + bootstrap.id());
        return system;
    }
}
