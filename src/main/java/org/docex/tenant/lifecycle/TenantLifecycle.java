package org.docex.tenant.lifecycle;

import jakarta.json.JsonObject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.CursorKey;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.Boundary;
import org.docex.tenant.plan.JournalEntry;
import org.docex.tenant.plan.PassingStep;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanKind;
import org.docex.tenant.plan.PlanLocks;
import org.docex.tenant.plan.TenantJournal;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * What becomes of a tenant after its provisioning. Every change is compare-and-set, journalled and audited, in one transaction;
 * a purge is a plan of many, which goes on where it was cut off.
 *
 * <p>Each method takes a precondition that is told the row version and throws when it is not the expected one. Each throws
 * {@code NOT_FOUND}, {@code SYSTEM_TENANT} (403), {@code PLAN_IN_PROGRESS}, {@code TENANT_STATUS} (409),
 * {@code PRECONDITION_FAILED} (412), {@code REGISTRY_UNAVAILABLE} (503).
 */
public final class TenantLifecycle {
    private final Plans plans;

    /** @param plans whose locks are shared */
    public TenantLifecycle(Plans plans) {
        this.plans = plans;
    }

    /** @param displayName 1 to 255 characters */
    public Tenant rename(TenantId id, String displayName, String by, LongConsumer precondition) {
        String name = Tenant.checkedName(displayName);
        return change(PlanKind.UPDATE, id, by, precondition, TenantStatus.WITH_BOUNDARY, tenant -> tenant.named(name));
    }

    /** Refuses the tenant's calls from now on; one that is suspended stays so. */
    public Tenant suspend(TenantId id, String by, LongConsumer precondition) {
        return change(PlanKind.SUSPEND, id, by, precondition, Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED),
                tenant -> tenant.in(TenantStatus.SUSPENDED));
    }

    /** Takes a suspension back; an active tenant stays active. */
    public Tenant resume(TenantId id, String by, LongConsumer precondition) {
        return change(PlanKind.RESUME, id, by, precondition, Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED),
                tenant -> tenant.in(TenantStatus.ACTIVE));
    }

    /**
     * Refuses the tenant's calls and keeps its data.
     *
     * @param confirm the tenant's id again
     * @throws DocexException also {@code CONFIRMATION_REQUIRED} (400)
     */
    public Tenant delete(TenantId id, Optional<String> confirm, String by, LongConsumer precondition) {
        Purge.requireConfirmation(id, confirm);
        return change(PlanKind.DELETE, id, by, precondition, TenantStatus.WITH_BOUNDARY,
                tenant -> tenant.status() == TenantStatus.DELETED ? tenant : tenant.deleted(SortableTime.now()));
    }

    /**
     * Makes a deleted tenant again what it was.
     *
     * @throws DocexException also {@code GRACE_PERIOD} (409) when it is over
     */
    public Tenant undelete(TenantId id, String by, LongConsumer precondition) {
        return change(PlanKind.UNDELETE, id, by, precondition, Set.of(TenantStatus.DELETED), tenant -> {
            Instant end = tenant.graceEnds(plans.config().multiTenancy().deletionGrace()).orElseThrow();
            if (Instant.now().isAfter(end)) {
                throw new DocexException(ErrorCode.GRACE_PERIOD, "The grace period of tenant '" + id + "' ended at " + end
                        + ". Export its archive and import it under another id.");
            }
            return tenant.in(tenant.statusBefore().orElse(TenantStatus.SUSPENDED));
        });
    }

    /**
     * Removes a deleted tenant for good: boundary, role, content. Goes on where an earlier purge was cut off.
     *
     * @return the receipt, {@code {tenant_id, purged_at, purged_by, archive_sha256, removed: {schema_name, role_name,
     *     database_path, rows: {table: n}, content: [{storage, objects, bytes}]}, verified: [text]}}
     * @throws DocexException also {@code CONFIRMATION_REQUIRED}, {@code REQUEST_INVALID} (400), {@code ARCHIVE_REQUIRED},
     *     {@code GRACE_PERIOD} (409), {@code TENANT_BUSY} (503); {@code PROVISIONING_FAILED} when it stands still half-way
     */
    public JsonObject purge(TenantId id, PurgeOrder order, String by, LongConsumer precondition) {
        Installation installation = plans.installationWithTenants();
        try (PlanLocks.Lock lock = plans.lock(id)) {
            SystemDatabase locked = lock.database();
            Tenant tenant = plans.existing(locked, id);
            precondition.accept(tenant.rowVersion());
            return new Purge(plans, installation, tenant).run(locked, order, by);
        }
    }

    /** What was done to a tenant, newest first; all that ever was, also of one that is purged. */
    public Page<JournalEntry> journal(TenantId id, PageRequest request, CursorKey key) {
        return new TenantJournal(plans.database()).list(id, request, key);
    }

    /**
     * Notes that a tenant's archive is being made, before anything is read.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code TENANT_STATUS}, {@code SCHEMA_VERSION_UNKNOWN}
     */
    public ExportEntry export(TenantId id, String by) {
        Installation installation = plans.installationWithTenants();
        Tenant tenant = exportable(id);
        SchemaVersions.tenantFault(tenant.schemaVersion()).ifPresent(fault -> {
            throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, fault);
        });
        Boundary boundary = plans.boundaries().of(tenant, installation);
        Plan plan = plans.database().write(statements -> plans.journal().begin(statements, PlanKind.EXPORT, id, by));
        ExportEntry entry = new ExportEntry(plans, plan, tenant, boundary);
        if (tenant.status() == TenantStatus.DELETED) {
            try {
                settle(tenant, boundary, plan, installation);
            } catch (RuntimeException e) {
                entry.failed(e);
                throw e;
            }
        }
        return entry;
    }

    /** What users were told before the deletion is in the archive, or in nobody's hands. */
    private void settle(Tenant tenant, Boundary boundary, Plan plan, Installation installation) {
        Drain drain = new Drain(boundary, tenant, plans.listener(), plans.boundary(installation));
        plans.database().write(statements -> {
            drain.run(statements);
            plans.journal().note(statements, plan, ExportEntry.deletion(tenant));
            return plan;
        });
    }

    /**
     * A tenant of which an archive can be made.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code TENANT_STATUS}, {@code PLAN_IN_PROGRESS}
     */
    public Tenant exportable(TenantId id) {
        Tenant tenant = plans.existing(plans.database(), id);
        plans.database().read(statements -> plans.journal().cutOff(statements, id, PlanKind.EXPORT));
        Purge.requireStatus(tenant, TenantStatus.WITH_BOUNDARY, "an export");
        return tenant;
    }

    private Tenant change(
            PlanKind kind, TenantId id, String by, LongConsumer precondition, Set<TenantStatus> from, UnaryOperator<Tenant> to) {
        plans.installationWithTenants();
        try (PlanLocks.Lock lock = plans.lockSoon(id)) {
            SystemDatabase locked = lock.database();
            Tenant tenant = plans.existing(locked, id);
            precondition.accept(tenant.rowVersion());
            locked.read(statements -> plans.journal().cutOff(statements, id, kind));
            Purge.requireStatus(tenant, from, kind.label());
            Tenant changed = to.apply(tenant);
            if (!changed.equals(tenant)) {
                plans.runner(locked).once(kind, id, by, new PassingStep("change", statements -> plans.registry().replace(statements, changed, by)));
            }
            return plans.existing(locked, id);
        }
    }
}
