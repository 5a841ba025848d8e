package org.docex.tenant.lifecycle;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.BoundaryPlan;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanKind;
import org.docex.tenant.plan.PlanLocks;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The upgrade of existing tenants to the tables of this build: an operator's explicit command. Each tenant is a plan of its own:
 * it is upgraded as a whole or left as it is, and one that was cut off goes on where it stands.
 */
public final class Upgrades {
    private final Plans plans;

    /** @param plans whose locks are shared */
    public Upgrades(Plans plans) {
        this.plans = plans;
    }

    /** What became of a tenant. */
    public enum Result { UPGRADED, TO_DO, FAILED, NOT_TRIED }

    /**
     * @param from the version of the tables before
     * @param fault why it failed, with the cure
     */
    public record Outcome(TenantId tenant, String from, Result result, Optional<String> fault) {}

    /**
     * @param upToDate tenants that had the version of this build already
     * @param outcomes of all others
     */
    public record Report(long upToDate, List<Outcome> outcomes) {
        public boolean isComplete() {
            return outcomes.stream().noneMatch(outcome -> outcome.result() == Result.FAILED || outcome.result() == Result.NOT_TRIED);
        }
    }

    /**
     * @param only this tenant and no other
     * @param parallel how many at a time
     * @param dryRun true: nothing is changed
     * @param maxFailures after so many failures no further tenant is begun
     */
    public record Order(Optional<TenantId> only, int parallel, boolean dryRun, int maxFailures, String by) {}

    /** How many will be looked at, and each of them when it is done. */
    public interface Watcher {
        void begun(int tenants);

        void done(Outcome outcome);
    }

    /**
     * Upgrades what is not up to date, which one read of the register tells.
     *
     * @throws DocexException {@code NOT_FOUND} for a tenant that does not exist, {@code NOT_BOOTSTRAPPED},
     *     {@code REGISTRY_UNAVAILABLE}; what is wrong with a tenant stands in its outcome
     */
    public Report run(Order order, Watcher watcher) {
        Installation installation = plans.installation();
        if (!installation.tenancy()) {
            if (order.only().isPresent()) {
                throw new DocexException(ErrorCode.SINGLE_TENANT, "This installation has no tenants. Leave the tenant out.");
            }
            return single(installation, order, watcher);
        }
        List<Tenant> behind = new ArrayList<>();
        long upToDate = plans.database().read(statements -> {
            behind.addAll(plans.registry().ofOtherVersions(statements));
            return plans.registry().countOfVersion(statements, SchemaVersions.TENANT);
        });
        order.only().ifPresent(id -> {
            Purge.requireStatus(plans.existing(plans.database(), id), TenantStatus.WITH_BOUNDARY, "an upgrade");
            behind.removeIf(tenant -> !tenant.tenantId().equals(id));
        });
        watcher.begun(behind.size());
        return new Report(upToDate, order.dryRun()
                ? behind.stream().map(tenant -> new Outcome(tenant.tenantId(), tenant.schemaVersion(), Result.TO_DO, Optional.empty())).toList()
                : inParallel(behind, installation, order, watcher));
    }

    private List<Outcome> inParallel(List<Tenant> tenants, Installation installation, Order order, Watcher watcher) {
        BoundaryPlan boundary = plans.boundary(installation);
        AtomicInteger failures = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(order.parallel());
        try {
            ExecutorCompletionService<Outcome> work = new ExecutorCompletionService<>(threads);
            tenants.forEach(tenant -> work.submit(() -> {
                if (failures.get() >= order.maxFailures()) {
                    return new Outcome(tenant.tenantId(), tenant.schemaVersion(), Result.NOT_TRIED, Optional.empty());
                }
                Outcome outcome = upgrade(tenant, boundary, order.by());
                if (outcome.result() == Result.FAILED) {
                    failures.incrementAndGet();
                }
                return outcome;
            }));
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < tenants.size(); i++) {
                Outcome outcome = result(work.take());
                outcomes.add(outcome);
                watcher.done(outcome);
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DocexException(ErrorCode.PROVISIONING_FAILED, "The upgrade was interrupted. Run it again; it goes on.", e);
        } finally {
            threads.shutdown();
        }
    }

    private static Outcome result(Future<Outcome> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("An outcome has no exception", e.getCause());
        }
    }

    private Outcome upgrade(Tenant tenant, BoundaryPlan boundary, String by) {
        try {
            if (!SchemaVersions.isTenantKnown(tenant.schemaVersion())) {
                throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, "The tenant's tables have version "
                        + tenant.schemaVersion() + ", which this build does not know. Use the build that made them.");
            }
            try (PlanLocks.Lock lock = plans.lock(tenant.tenantId())) {
                SystemDatabase locked = lock.database();
                Optional<Tenant> now = tenant.tenantId().equals(Boundaries.SINGLE) ? Optional.of(tenant)
                        : locked.read(statements -> plans.registry().find(statements, tenant.tenantId()))
                                .filter(row -> TenantStatus.WITH_BOUNDARY.contains(row.status()) && !row.schemaVersion().equals(SchemaVersions.TENANT));
                if (now.isPresent()) {
                    requireBoundary(locked, now.get(), boundary);
                    walk(locked, now.get(), boundary, by);
                }
            }
            return new Outcome(tenant.tenantId(), tenant.schemaVersion(), Result.UPGRADED, Optional.empty());
        } catch (RuntimeException e) {
            Log.of(Upgrades.class).debug("The upgrade of a tenant failed", e);
            return new Outcome(tenant.tenantId(), tenant.schemaVersion(), Result.FAILED, Optional.of(fault(e)));
        }
    }

    /** A boundary that is gone is nobody's to upgrade, and no plan of it is left standing. */
    private void requireBoundary(SystemDatabase locked, Tenant tenant, BoundaryPlan boundary) {
        if (locked.read(statements -> boundary.hasTables(statements, tenant))) {
            return;
        }
        locked.write(statements -> {
            Optional<Plan> cutOff = plans.journal().cutOff(statements, tenant.tenantId()).filter(plan -> plan.kind() == PlanKind.UPGRADE);
            if (cutOff.isPresent()) {
                plans.journal().finish(statements, cutOff.get(), Optional.of("BoundaryMissing"));
            }
            return cutOff;
        });
        throw new DocexException(ErrorCode.UPGRADE_REFUSED, "The tables of tenant '" + tenant.tenantId() + "' are not there. Bring back "
                + "its database from a backup, or delete the tenant and purge it without an archive.");
    }

    private void walk(SystemDatabase locked, Tenant tenant, BoundaryPlan boundary, String by) {
        Plan plan = locked.write(statements -> {
            Optional<Plan> cutOff = plans.journal().cutOff(statements, tenant.tenantId(), PlanKind.UPGRADE);
            return cutOff.isPresent() ? cutOff.get()
                    : plans.journal().begin(statements, PlanKind.UPGRADE, tenant.tenantId(), by);
        });
        List<Step> steps = new ArrayList<>(boundary.upgrade(tenant, plan));
        steps.add(tenant.tenantId().equals(Boundaries.SINGLE) ? new SingleStep(plans.database())
                : new RegisterVersionStep(plans.registry(), tenant, by));
        plans.runner(locked).run(plan, steps);
    }

    private Report single(Installation installation, Order order, Watcher watcher) {
        String version = installation.singleSchemaVersion().orElse(SchemaVersions.TENANT);
        if (version.equals(SchemaVersions.TENANT)) {
            watcher.begun(0);
            return new Report(1, List.of());
        }
        Tenant single = plans.single(installation).upgraded(version);
        watcher.begun(1);
        Outcome outcome = order.dryRun() ? new Outcome(Boundaries.SINGLE, version, Result.TO_DO, Optional.empty())
                : upgrade(single, plans.boundary(installation), order.by());
        watcher.done(outcome);
        return new Report(0, List.of(outcome));
    }

    private static String fault(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return e.getMessage() + (cause == e ? "" : " (" + cause.getMessage() + ")");
    }
}
