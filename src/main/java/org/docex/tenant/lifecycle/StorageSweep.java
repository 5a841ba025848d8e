package org.docex.tenant.lifecycle;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import org.docex.storage.Swept;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.isolation.BoundaryConnections;
import org.docex.tenant.registry.AdminAudit;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compares what lies in a tenant's areas with what its rows name, and removes what nobody names: what a crash left between the
 * bytes and the commit. Rows are read first, in the boundary's own role; what is younger than {@code sweep.grace} is left alone.
 */
public final class StorageSweep {
    private static final String KEYS = "SELECT b.storage, d.path FROM document d JOIN docbasket b ON b.id = d.basket_id WHERE d.path <> '' "
            + "UNION SELECT b.storage, h.internal_path FROM file_history h JOIN document d ON d.id = h.document_id "
            + "JOIN docbasket b ON b.id = d.basket_id WHERE h.internal_path <> ''";

    private final Plans plans;
    private final BoundaryConnections connections;

    public StorageSweep(Plans plans, BoundaryConnections connections) {
        this.plans = plans;
        this.connections = connections;
    }

    /**
     * Looks, and removes when it is told to.
     *
     * @param by who wants it
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code TENANT_STATUS}, {@code STORAGE_UNAVAILABLE},
     *     {@code DATABASE_UNAVAILABLE}
     */
    public StorageReport run(TenantId id, String by, boolean remove) {
        Installation installation = plans.installationWithTenants();
        Tenant tenant = plans.existing(plans.database(), id);
        Purge.requireStatus(tenant, TenantStatus.WITH_BOUNDARY, "a look at its storage");
        Boundary boundary = plans.boundaries().of(tenant, installation);
        return remove ? audited(tenant, by, () -> run(boundary, true)) : run(boundary, false);
    }

    /** Written before anything is removed, and told the end of it. */
    private StorageReport audited(Tenant tenant, String by, Supplier<StorageReport> sweep) {
        AdminAudit audit = new AdminAudit(plans.database());
        String entry = Ids.next("");
        plans.database().write(statements -> {
            audit.begun(statements, entry, by, "sweep", tenant.tenantId(), Optional.of(tenant));
            return entry;
        });
        boolean done = false;
        try {
            StorageReport report = sweep.get();
            done = true;
            return report;
        } finally {
            String result = done ? "DONE" : "FAILED";
            plans.database().write(statements -> {
                audit.ended(statements, entry, result, Optional.of(tenant));
                return entry;
            });
        }
    }

    /** As {@link #run(TenantId, String, boolean)}, of the one boundary of an installation without tenants. */
    public StorageReport runSingle(boolean remove) {
        return run(plans.boundaries().single(plans.installation()), remove);
    }

    private StorageReport run(Boundary boundary, boolean remove) {
        DocexConfig config = plans.config();
        Instant now = SortableTime.now();
        Instant before = now.minus(config.sweep().grace());
        String area = boundary.storageSegment().orElse("");
        List<StorageReport.InStorage> found = new ArrayList<>();
        try {
            Named named = connections.snapshot(boundary, StorageSweep::named);
            for (String storage : plans.storages().names()) {
                found.add(compared(storage, plans.storages().sweep(storage, area, before,
                        some -> some.stream().filter(named.keys()::contains).collect(Collectors.toSet()), remove), named));
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage does not answer. Look at /health/ready, then repeat the call.", e);
        } catch (SQLException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The tenant's tables could not be read. Repeat the call.", e);
        }
        return new StorageReport(boundary.tenant().value(), found, now);
    }

    private StorageReport.InStorage compared(String storage, Swept swept, Named named) {
        long missing = Math.max(0, named.counts().getOrDefault(storage, 0L) - swept.named());
        return new StorageReport.InStorage(storage, plans.config().storages().get(storage).type(), swept.objects() - swept.removedObjects(),
                swept.bytes() - swept.removedBytes(), swept.unfinished() - (swept.removed() - swept.removedObjects()),
                swept.orphans() - swept.removed(), swept.orphanBytes() - swept.removedBytes(), missing, swept.removed(), swept.removedBytes());
    }

    /**
     * What rows name.
     *
     * @param keys of all storages: what one names is spared in each, for a storage may have had another name
     * @param counts by storage
     */
    private record Named(KeySet keys, Map<String, Long> counts) {}

    private static Named named(Connection connection) throws SQLException {
        KeySet keys = new KeySet();
        Map<String, Long> counts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KEYS)) {
            select.setFetchSize(1000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(2));
                    counts.merge(rows.getString(1), 1L, Long::sum);
                }
            }
        }
        keys.seal();
        return new Named(keys, counts);
    }
}
