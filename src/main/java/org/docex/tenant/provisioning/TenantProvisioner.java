package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Storages;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.lifecycle.Purge;
import org.docex.tenant.lifecycle.SingleStep;
import org.docex.tenant.isolation.BoundaryConnections;
import org.docex.tenant.lifecycle.StorageSweep;
import org.docex.tenant.lifecycle.TenantLifecycle;
import org.docex.tenant.lifecycle.Upgrades;
import org.docex.tenant.plan.PassingStep;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanKind;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.plan.PlanLocks;
import org.docex.tenant.plan.PlanRunner;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes tenants, and finishes what was cut off.
 *
 * <p>Works with a data source and a configuration alone; in a server, inject it.
 */
public class TenantProvisioner {
    private final Plans plans;

    public TenantProvisioner(DocexConfig config, SystemDatabase database, PlanListener listener) {
        this(config, database, new Storages(config), listener);
    }

    /** With storages that are used elsewhere too. */
    public TenantProvisioner(DocexConfig config, SystemDatabase database, Storages storages, PlanListener listener) {
        this.plans = new Plans(config, database, storages, listener);
    }

    /** What becomes of tenants later; shares the locks with this provisioner. */
    public TenantLifecycle lifecycle() {
        return new TenantLifecycle(plans);
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
        Installation installation = plans.installationWithTenants();
        String strategy = plans.config().multiTenancy().isolationStrategy();
        if (isolationStrategy.isPresent() && !isolationStrategy.get().equals(strategy)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "isolation_strategy is '" + strategy + "' on "
                    + plans.config().database().type() + ". Write that, or leave it out.");
        }
        return make(PlanKind.CREATE, id, displayName, createdBy, installation, Optional.empty(), (tenant, plan) -> List.of());
    }

    /**
     * Provisions a tenant and fills it, before anybody may call it. Either all of it, or nothing remains.
     *
     * @param archiveSha256 of the archive that the cargo comes from, for the journal
     * @throws DocexException as {@link #create}, and what the cargo refuses
     */
    public Tenant importAs(TenantId id, String displayName, String createdBy, String archiveSha256, Cargo cargo) {
        Installation installation = plans.installationWithTenants();
        return make(PlanKind.IMPORT, id, displayName, createdBy, installation, Optional.of(archiveSha256), (tenant, plan) -> {
            Boundary boundary = plans.boundaries().of(tenant, installation);
            return List.of(new PassingStep("rows", statements -> cargo.loadRows(boundary)), new ContentStep(cargo, boundary, plans, plan));
        });
    }

    private Tenant make(
            PlanKind kind, TenantId id, String displayName, String createdBy, Installation installation,
            Optional<String> archiveSha256, Filling filling) {
        plans.boundaries().refuseReserved(id);
        Tenant draft = plans.draft(id, Tenant.checkedName(displayName), createdBy, installation);
        try (PlanLocks.Lock lock = plans.lock(id)) {
            Plan plan = begin(lock.database(), kind, draft, installation, archiveSha256);
            plans.runner(lock.database()).run(plan, steps(draft, installation, plan, filling.steps(draft, plan)));
        }
        return plans.registry().find(id).orElseThrow();
    }

    /** What comes between an empty boundary and its use. */
    private interface Filling {
        List<Step> steps(Tenant tenant, Plan plan);
    }

    /**
     * Finishes the plan of a tenant that was cut off: a provisioning is finished, or taken back when it cannot be; an import is
     * taken back; a purge goes on. A complete tenant gets its area in storages that were configured since, and is left as it is
     * otherwise.
     *
     * @return the tenant; empty when it was taken back
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code PLAN_IN_PROGRESS}, {@code PROVISIONING_FAILED}
     */
    public Optional<Tenant> repair(TenantId id) {
        Installation installation = plans.installationWithTenants();
        try (PlanLocks.Lock lock = plans.lock(id)) {
            SystemDatabase locked = lock.database();
            Tenant tenant = plans.existing(locked, id);
            Optional<Plan> cutOff = locked.read(statements -> plans.journal().cutOff(statements, id));
            if (cutOff.isEmpty()) {
                addMissingAreas(tenant);
            } else {
                repair(locked, tenant, cutOff.get(), installation);
            }
        }
        return plans.registry().find(id);
    }

    private void repair(SystemDatabase locked, Tenant tenant, Plan plan, Installation installation) {
        PlanRunner runner = plans.runner(locked);
        switch (plan.kind()) {
            case PURGE -> new Purge(plans, installation, tenant).goOn(locked, plan);
            case IMPORT -> runner.back(plan, steps(tenant, installation, plan, List.of(
                    new ContentStep(Cargo.NONE, plans.boundaries().of(tenant, installation), plans, plan))));
            case UPGRADE -> throw new DocexException(ErrorCode.PLAN_IN_PROGRESS, plan.kind().cutOff(tenant.tenantId()));
            default -> runner.run(plan, steps(tenant, installation, plan, List.of()));
        }
    }

    /** Comparison of rows and storages, over the same storages as all plans. */
    public StorageSweep storageSweep(BoundaryConnections connections) {
        return new StorageSweep(plans, connections);
    }

    /** Upgrades existing tenants; shares the locks with this provisioner. */
    public Upgrades upgrades() {
        return new Upgrades(plans);
    }

    /** Makes the one boundary of an installation without tenants; does nothing when it is complete. */
    boolean createSingle(String createdBy) {
        Installation installation = plans.installation();
        if (installation.singleSchemaVersion().isPresent()) {
            return false;
        }
        Tenant single = plans.single(installation);
        try (PlanLocks.Lock lock = plans.lock(Boundaries.SINGLE)) {
            runSingle(lock.database(), single, installation, createdBy);
        }
        return true;
    }

    private void runSingle(SystemDatabase database, Tenant single, Installation installation, String createdBy) {
        Optional<Plan> cutOff = database.read(statements -> plans.journal().cutOff(statements, Boundaries.SINGLE));
        Plan plan = cutOff.orElseGet(() -> database.write(statements -> {
            refuseExisting(plans.boundary(installation).exists(statements, single), single);
            return plans.journal().begin(statements, PlanKind.CREATE, Boundaries.SINGLE, createdBy);
        }));
        List<Step> steps = new ArrayList<>(plans.boundary(installation).steps(single, plan));
        steps.add(new StorageStep(plans.storages(), ""));
        steps.add(new SingleStep(database));
        plans.runner(database).run(plan, steps);
    }

    private Plan begin(
            SystemDatabase locked, PlanKind kind, Tenant draft, Installation installation, Optional<String> archiveSha256) {
        return locked.write(statements -> {
            if (plans.registry().find(statements, draft.tenantId()).isEmpty()) {
                refuseExisting(plans.boundary(installation).exists(statements, draft)
                        || hasAnyArea(draft.tenantId().value()), draft);
            }
            Plan plan = plans.journal().begin(statements, kind, draft.tenantId(), draft.createdBy());
            plans.registry().insert(statements, draft);
            if (archiveSha256.isPresent()) {
                plans.journal().archive(statements, plan, archiveSha256.get());
            }
            return plan;
        });
    }

    private void addMissingAreas(Tenant tenant) {
        try {
            if (tenant.status() == TenantStatus.ACTIVE) {
                plans.storages().createAreas(tenant.tenantId().value());
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage cannot be written. Repeat the call.", e);
        }
    }

    private boolean hasAnyArea(String area) {
        try {
            return plans.storages().hasAnyArea(area);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage cannot be reached. Repeat the call.", e);
        }
    }

    private List<Step> steps(Tenant tenant, Installation installation, Plan plan, List<Step> filling) {
        List<Step> steps = new ArrayList<>();
        steps.add(new ClaimStep(plans.registry(), tenant));
        steps.addAll(plans.boundary(installation).steps(tenant, plan));
        steps.add(new StorageStep(plans.storages(), tenant.tenantId().value()));
        steps.addAll(filling);
        steps.add(new ActivateStep(plans.registry(), tenant));
        return steps;
    }

    private static void refuseExisting(boolean exists, Tenant tenant) {
        if (exists) {
            throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The boundary of tenant '" + tenant.tenantId()
                    + "' exists already and is never adopted. Move it away, or choose another id.");
        }
    }
}
