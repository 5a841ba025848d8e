package org.docex.tenant.lifecycle;

import jakarta.json.JsonObject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.BoundaryPlan;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.plan.PassingStep;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanKind;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The purge of one tenant: what must be so before it, its steps, its receipt. */
public final class Purge {
    private final Plans plans;
    private final Installation installation;
    private final Tenant tenant;

    public Purge(Plans plans, Installation installation, Tenant tenant) {
        this.plans = plans;
        this.installation = installation;
        this.tenant = tenant;
    }

    JsonObject run(SystemDatabase locked, PurgeOrder order, String by) {
        requireConfirmation(tenant.tenantId(), Optional.of(order.confirm()));
        Optional<Plan> cutOff = locked.read(statements -> plans.journal().cutOff(statements, tenant.tenantId(), PlanKind.PURGE));
        return goOn(locked, cutOff.orElseGet(() -> locked.write(statements -> begin(statements, order, by))));
    }

    /**
     * Walks a purge that was begun, from wherever it stands.
     *
     * @param locked the database that the tenant's lock gave
     * @return the receipt
     * @throws DocexException {@code TENANT_BUSY}, {@code PROVISIONING_FAILED} when it stands still again
     */
    public JsonObject goOn(SystemDatabase locked, Plan plan) {
        plans.runner(locked).forward(plan, steps(plan));
        return locked.read(statements -> plans.journal().noted(statements, plan));
    }

    private Plan begin(Statements statements, PurgeOrder order, String by) throws SQLException {
        requireStatus(tenant, Set.of(TenantStatus.DELETED), "purge");
        if (order.archiveSha256().isPresent() == order.withoutArchive()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "Name the archive that is kept by archive_sha256, or say without_archive: true. One of the two.");
        }
        order.archiveSha256().filter(sha256 -> !sha256.matches("[0-9a-f]{64}")).ifPresent(wrong -> {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "archive_sha256 has 64 hex digits in lower case, as 'export' prints them.");
        });
        requireGraceOver(order);
        requireStorages(statements);
        if (order.archiveSha256().isPresent() && !plans.journal().isExported(
                statements, tenant.tenantId(), order.archiveSha256().get(), ExportEntry.deletion(tenant))) {
            throw new DocexException(ErrorCode.ARCHIVE_REQUIRED, "No archive with this SHA-256 was exported since tenant '"
                    + tenant.tenantId() + "' was deleted. Export it now and name that archive, or say without_archive.");
        }
        Plan plan = plans.journal().begin(statements, PlanKind.PURGE, tenant.tenantId(), by);
        if (order.archiveSha256().isPresent()) {
            plans.journal().archive(statements, plan, order.archiveSha256().get());
        }
        return plan;
    }

    private void requireGraceOver(PurgeOrder order) {
        Instant end = tenant.graceEnds(plans.config().multiTenancy().deletionGrace()).orElseThrow();
        if (!order.force() && Instant.now().isBefore(end)) {
            throw new DocexException(ErrorCode.GRACE_PERIOD, "Tenant '" + tenant.tenantId() + "' can be undeleted until " + end
                    + ". Wait until then, or say force.");
        }
    }

    /** What cannot be reached cannot be removed, and a receipt must not say that it was. */
    private void requireStorages(Statements statements) {
        List<String> faults = plans.storages().look().messages();
        if (!faults.isEmpty()) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, String.join(" ", faults) + " Nothing was removed.");
        }
        plans.boundary(installation).storages(statements, tenant).forEach(name -> {
            try {
                plans.storages().requireKnown(name);
            } catch (DocexException unknown) {
                throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The tenant has content in the storage '" + name
                        + "', which this server does not have. Configure it again. Nothing was removed.", unknown);
            }
        });
    }

    private List<Step> steps(Plan plan) {
        BoundaryPlan boundary = plans.boundary(installation);
        Boundary place = plans.boundaries().of(tenant, installation);
        List<Step> removals = new ArrayList<>(boundary.removal(tenant));
        removals.add(new AreaRemoval(plans.storages(), tenant.tenantId().value()));
        removals.add(new SecretsRemoval(plans.config().home(), tenant.tenantId().value()));
        List<Step> steps = new ArrayList<>();
        steps.add(new PassingStep("drain", new Drain(place, tenant, plans.listener(), boundary)::run));
        steps.add(new PassingStep("end", statements -> plans.listener().removing(place)));
        steps.add(new InventoryStep(plans, boundary, tenant, plan));
        steps.addAll(removals);
        steps.add(new PassingStep("verify", statements -> requireAbsence(statements, removals)));
        steps.add(new PassingStep("receipt", new Receipt(plans, tenant, plan)::write));
        return steps;
    }

    /** Looks again that nothing is left that could answer. */
    private void requireAbsence(Statements statements, List<Step> removals) throws SQLException, IOException {
        for (Step removal : removals) {
            if (!removal.isDone(statements)) {
                throw new IllegalStateException("Something of the " + removal.name() + " of " + tenant.tenantId() + " is still there");
            }
        }
    }

    /** @throws DocexException {@code CONFIRMATION_REQUIRED} */
    static void requireConfirmation(TenantId id, Optional<String> confirm) {
        if (!confirm.equals(Optional.of(id.value()))) {
            throw new DocexException(ErrorCode.CONFIRMATION_REQUIRED,
                    "This needs a confirmation: give the tenant's id '" + id + "' again as 'confirm'. Nothing was changed.");
        }
    }

    /** @throws DocexException {@code TENANT_STATUS} */
    static void requireStatus(Tenant tenant, Set<TenantStatus> allowed, String what) {
        if (!allowed.contains(tenant.status())) {
            throw new DocexException(ErrorCode.TENANT_STATUS, "Tenant '" + tenant.tenantId() + "' is " + tenant.status() + "; "
                    + what + " is for tenants that are " + String.join(" or ", allowed.stream().map(Enum::name).sorted().toList())
                    + ".");
        }
    }
}
