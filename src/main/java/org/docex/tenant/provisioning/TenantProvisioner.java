package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.storage.Storages;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes tenants, and finishes what was cut off.
 *
 * <p>Works with a data source and a configuration alone; in a server, inject it.
 */
public class TenantProvisioner {
    private static final String CREATE = "create";
    private static final int MAX_DISPLAY_NAME = 255;

    private final DocexConfig config;
    private final SystemDatabase database;
    private final TenantRegistry registry;
    private final Boundaries boundaries;
    private final Storages storages;
    private final PlanListener listener;
    private final PlanLocks locks;
    private final DatabaseFilePlan files;

    public TenantProvisioner(DocexConfig config, SystemDatabase database, PlanListener listener) {
        this.config = config;
        this.database = database;
        this.registry = new TenantRegistry(database);
        this.boundaries = new Boundaries(config);
        this.storages = new Storages(config);
        this.listener = listener;
        this.locks = new PlanLocks(database);
        this.files = new DatabaseFilePlan(config);
    }

    /** As {@link #create(TenantId, String, String, Optional)}, with the strategy that the type of database decides. */
    public Tenant create(TenantId id, String displayName, String createdBy) {
        return create(id, displayName, createdBy, Optional.empty());
    }

    /**
     * Provisions a tenant: its row, its boundary at the current version, its area in the storages. Either all of it, or
     * nothing remains.
     *
     * @param displayName 1 to 255 characters
     * @param isolationStrategy {@code schema} or {@code database}; must be the one of the type of database
     * @throws DocexException {@code TENANT_ID_INVALID}, {@code REQUEST_INVALID} (400), {@code TENANT_EXISTS},
     *     {@code BOUNDARY_EXISTS}, {@code SINGLE_TENANT} (409), {@code PROVISIONING_FAILED} (500),
     *     {@code NOT_BOOTSTRAPPED}, {@code REGISTRY_UNAVAILABLE} (503)
     */
    public Tenant create(TenantId id, String displayName, String createdBy, Optional<String> isolationStrategy) {
        requireTenancy();
        boundaries.refuseReserved(id);
        String strategy = config.multiTenancy().isolationStrategy();
        if (isolationStrategy.isPresent() && !isolationStrategy.get().equals(strategy)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "isolation_strategy is '" + strategy + "' on "
                    + config.database().type() + ". Write that, or leave it out.");
        }
        Installation installation = installation();
        Tenant draft = draft(id, checkedName(displayName), createdBy, installation);
        try (PlanLocks.Lock lock = locks.take(id)) {
            String planId = begin(lock.database(), draft, installation);
            runner(lock.database()).run(planId, CREATE, id, steps(draft, installation, planId));
        }
        return registry.find(id).orElseThrow();
    }

    /**
     * Finishes the provisioning of a tenant that was cut off, or takes it back when it cannot be finished. A complete tenant
     * gets its area in storages that were configured since, and is left as it is otherwise.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code PLAN_IN_PROGRESS}, {@code PROVISIONING_FAILED}
     */
    public Tenant repair(TenantId id) {
        requireTenancy();
        Installation installation = installation();
        try (PlanLocks.Lock lock = locks.take(id)) {
            SystemDatabase locked = lock.database();
            Tenant tenant = locked.read(statements -> registry.find(statements, id)).orElseThrow(() -> new DocexException(
                    ErrorCode.NOT_FOUND, "Tenant '" + id + "' does not exist."));
            Optional<String> plan = locked.read(statements -> new PlanJournal(locked).unfinished(statements, id));
            plan.ifPresentOrElse(planId -> runner(locked).run(planId, CREATE, id, steps(tenant, installation, planId)),
                    () -> addMissingAreas(tenant));
        }
        return registry.find(id).orElseThrow();
    }

    /** Makes the one boundary of an installation without tenants; does nothing when it is complete. */
    boolean createSingle(String createdBy) {
        Installation installation = installation();
        if (installation.singleSchemaVersion().isPresent()) {
            return false;
        }
        Tenant single = draft(Boundaries.SINGLE, "single", createdBy, installation);
        try (PlanLocks.Lock lock = locks.take(Boundaries.SINGLE)) {
            runSingle(lock.database(), single, installation, createdBy);
        }
        return true;
    }

    private void runSingle(SystemDatabase database, Tenant single, Installation installation, String createdBy) {
        Optional<String> cutOff = database.read(
                statements -> new PlanJournal(database).unfinished(statements, Boundaries.SINGLE));
        String planId = cutOff.orElseGet(() -> database.write(statements -> {
            refuseExisting(boundaryPlan(installation).exists(statements, single), single);
            return new PlanJournal(database).begin(statements, CREATE, Boundaries.SINGLE, createdBy);
        }));
        List<Step> steps = new ArrayList<>(boundaryPlan(installation).steps(single, planId));
        steps.add(new StorageStep(storages, ""));
        steps.add(new SingleStep(database));
        runner(database).run(planId, CREATE, Boundaries.SINGLE, steps);
    }

    private PlanRunner runner(SystemDatabase locked) {
        return new PlanRunner(locked, listener);
    }

    private String begin(SystemDatabase locked, Tenant draft, Installation installation) {
        return locked.write(statements -> {
            if (registry.find(statements, draft.tenantId()).isEmpty()) {
                refuseExisting(boundaryPlan(installation).exists(statements, draft)
                        || hasAnyArea(draft.tenantId().value()), draft);
            }
            registry.insert(statements, draft);
            return new PlanJournal(database).begin(statements, CREATE, draft.tenantId(), draft.createdBy());
        });
    }

    private void addMissingAreas(Tenant tenant) {
        try {
            if (tenant.status() == TenantStatus.ACTIVE && !tenant.isSystem()) {
                storages.createAreas(tenant.tenantId().value());
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage cannot be written. Repeat the call.", e);
        }
    }

    private boolean hasAnyArea(String area) {
        try {
            return storages.hasAnyArea(area);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage cannot be reached. Repeat the call.", e);
        }
    }

    private List<Step> steps(Tenant tenant, Installation installation, String planId) {
        List<Step> steps = new ArrayList<>();
        steps.add(new ClaimStep(registry, tenant));
        steps.addAll(boundaryPlan(installation).steps(tenant, planId));
        steps.add(new StorageStep(storages, tenant.tenantId().value()));
        steps.add(new ActivateStep(registry, tenant));
        return steps;
    }

    private BoundaryPlan boundaryPlan(Installation installation) {
        return config.database() instanceof Postgres postgres
                ? new SchemaPlan(postgres, installation, new PlanJournal(database))
                : files;
    }

    private Tenant draft(TenantId id, String displayName, String createdBy, Installation installation) {
        Instant now = SortableTime.now();
        Optional<String> schema = Optional.empty();
        Optional<String> role = Optional.empty();
        Optional<String> path = Optional.empty();
        if (config.database() instanceof Postgres postgres) {
            schema = Optional.of(boundaries.schemaName(postgres, id));
            role = boundaries.roleName(postgres, installation, id);
        } else if (config.database() instanceof Sqlite sqlite) {
            path = Optional.of(boundaries.databasePath(sqlite, id));
        }
        return new Tenant(id, displayName, false, TenantStatus.PROVISIONING, config.multiTenancy().isolationStrategy(),
                schema, path, role, SchemaVersions.TENANT, 1, now, createdBy, now, createdBy);
    }

    private Installation installation() {
        try {
            return database.read(statements -> SystemState.require(database, statements, config));
        } catch (DocexException e) {
            throw SystemState.explain(e);
        }
    }

    private void requireTenancy() {
        if (!config.multiTenancy().enabled()) {
            throw new DocexException(ErrorCode.SINGLE_TENANT, "This installation has no tenants. "
                    + "Make a new installation with multi_tenancy.enabled: true.");
        }
    }

    private static String checkedName(String displayName) {
        if (displayName.isBlank() || displayName.codePointCount(0, displayName.length()) > MAX_DISPLAY_NAME
                || displayName.chars().anyMatch(Character::isISOControl)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "display_name has 1 to " + MAX_DISPLAY_NAME + " characters and no control characters.");
        }
        return displayName;
    }

    private static void refuseExisting(boolean exists, Tenant tenant) {
        if (exists) {
            throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The boundary of tenant '" + tenant.tenantId()
                    + "' exists already and is never adopted. Move it away, or choose another id.");
        }
    }
}
