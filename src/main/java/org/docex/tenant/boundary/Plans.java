package org.docex.tenant.boundary;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.storage.Storages;
import org.docex.tenant.TenantId;
import org.docex.tenant.plan.PlanJournal;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.plan.PlanLocks;
import org.docex.tenant.plan.PlanRunner;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.time.Instant;
import java.util.Optional;

/** What the plans of one installation share: configuration, register, storages, locks, and the steps of its kind of database. */
public final class Plans {
    private final DocexConfig config;
    private final SystemDatabase database;
    private final PlanListener listener;
    private final Storages storages;
    private final PlanLocks locks;
    private final DatabaseFilePlan files;

    public Plans(DocexConfig config, SystemDatabase database, Storages storages, PlanListener listener) {
        this.config = config;
        this.database = database;
        this.listener = listener;
        this.storages = storages;
        this.locks = new PlanLocks(database);
        this.files = new DatabaseFilePlan(config, new PlanJournal(database));
    }

    public DocexConfig config() {
        return config;
    }

    public SystemDatabase database() {
        return database;
    }

    public TenantRegistry registry() {
        return new TenantRegistry(database);
    }

    public PlanJournal journal() {
        return new PlanJournal(database);
    }

    public Boundaries boundaries() {
        return new Boundaries(config);
    }

    public Storages storages() {
        return storages;
    }

    public PlanListener listener() {
        return listener;
    }

    /** As {@link #lock}, for a change of the row alone: two at once are one after the other, and the second sees the first. */
    public PlanLocks.Lock lockSoon(TenantId tenant) {
        return locks.takeSoon(tenant);
    }

    /**
     * Takes the lock that keeps all others away from a tenant.
     *
     * @throws DocexException {@code PLAN_IN_PROGRESS} when somebody else has it
     */
    public PlanLocks.Lock lock(TenantId tenant) {
        return locks.take(tenant);
    }

    /**
     * The interpreter of plans.
     *
     * @param locked the database that a lock gave
     */
    public PlanRunner runner(SystemDatabase locked) {
        return new PlanRunner(locked, listener);
    }

    /** How boundaries are made on this kind of database. */
    public BoundaryPlan boundary(Installation installation) {
        return config.database() instanceof Postgres postgres ? new SchemaPlan(postgres, installation, journal()) : files;
    }

    /**
     * As {@link #installation}, of one that has tenants.
     *
     * @throws DocexException also {@code SINGLE_TENANT} when it has none
     */
    public Installation installationWithTenants() {
        if (!config.multiTenancy().enabled()) {
            throw new DocexException(ErrorCode.SINGLE_TENANT, "This installation has no tenants. "
                    + "Make a new installation with multi_tenancy.enabled: true.");
        }
        return installation();
    }

    /**
     * The installation as the register describes it.
     *
     * @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code SCHEMA_VERSION_UNKNOWN}, {@code REGISTRY_UNAVAILABLE}
     */
    public Installation installation() {
        try {
            return database.read(statements -> SystemState.require(database, statements, config));
        } catch (DocexException e) {
            throw SystemState.explain(e);
        }
    }

    /** The row that a plan begins with: {@code PROVISIONING}, with the names of its boundary, in no register yet. */
    public Tenant draft(TenantId id, String displayName, String createdBy, Installation installation) {
        Instant now = SortableTime.now();
        Optional<String> schema = Optional.empty();
        Optional<String> role = Optional.empty();
        Optional<String> path = Optional.empty();
        if (config.database() instanceof Postgres postgres) {
            schema = Optional.of(boundaries().schemaName(postgres, id));
            role = boundaries().roleName(postgres, installation, id);
        } else if (config.database() instanceof Sqlite sqlite) {
            path = Optional.of(boundaries().databasePath(sqlite, id));
        }
        return new Tenant(id, displayName, false, TenantStatus.PROVISIONING, config.multiTenancy().isolationStrategy(),
                schema, path, role, SchemaVersions.TENANT, Optional.empty(), Optional.empty(), 1, now, createdBy, now, createdBy);
    }

    /** The one boundary of an installation without tenants, as the row of a tenant that is in no register. */
    public Tenant single(Installation installation) {
        return draft(Boundaries.SINGLE, "single", "system", installation);
    }

    /**
     * The row of a tenant that calls may change.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}
     */
    public Tenant existing(SystemDatabase locked, TenantId id) {
        Tenant tenant = locked.read(statements -> registry().find(statements, id)).orElseThrow(() -> new DocexException(
                ErrorCode.NOT_FOUND, "Tenant '" + id + "' does not exist."));
        if (tenant.isSystem()) {
            throw new DocexException(ErrorCode.SYSTEM_TENANT, "The system tenant is changed by no call. Name another tenant.");
        }
        return tenant;
    }
}
