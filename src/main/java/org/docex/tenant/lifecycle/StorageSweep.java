package org.docex.tenant.lifecycle;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.SortableTime;
import org.docex.storage.Swept;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.Plans;
import org.docex.tenant.isolation.BoundaryConnections;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what lies in a tenant's areas with what its rows name, and removes what nobody names: what a crash left between the
 * bytes and the commit. Rows are read first, in the boundary's own role; what is younger than {@code sweep.grace} is left alone.
 */
public final class StorageSweep {
    private static final String KEYS = "SELECT d.path FROM document d JOIN docbasket b ON b.id = d.basket_id WHERE b.storage = ? AND d.path <> '' "
            + "UNION SELECT h.internal_path FROM file_history h JOIN document d ON d.id = h.document_id JOIN docbasket b ON b.id = d.basket_id "
            + "WHERE b.storage = ? AND h.internal_path <> ''";

    private final Plans plans;
    private final BoundaryConnections connections;

    public StorageSweep(Plans plans, BoundaryConnections connections) {
        this.plans = plans;
        this.connections = connections;
    }

    /**
     * Looks, and removes when it is told to.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code TENANT_STATUS}, {@code STORAGE_UNAVAILABLE},
     *     {@code DATABASE_UNAVAILABLE}
     */
    public StorageReport run(TenantId id, boolean remove) {
        Installation installation = plans.installationWithTenants();
        Tenant tenant = plans.existing(plans.database(), id);
        Purge.requireStatus(tenant, TenantStatus.WITH_BOUNDARY, "a look at its storage");
        return run(plans.boundaries().of(tenant, installation), remove);
    }

    /** As {@link #run(TenantId, boolean)}, of the one boundary of an installation without tenants. */
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
            Map<String, KeySet> named = connections.snapshot(boundary, connection -> named(connection, plans.storages().names()));
            for (Map.Entry<String, KeySet> storage : named.entrySet()) {
                KeySet keys = storage.getValue();
                Swept swept = plans.storages().sweep(storage.getKey(), area, before,
                        some -> some.stream().filter(keys::contains).collect(Collectors.toSet()), remove);
                found.add(new StorageReport.InStorage(storage.getKey(), config.storages().get(storage.getKey()).type(),
                        swept.objects() - swept.removedObjects(), swept.bytes() - swept.removedBytes(),
                        swept.unfinished() - (swept.removed() - swept.removedObjects()), swept.orphans() - swept.removed(),
                        swept.orphanBytes() - swept.removedBytes(), keys.size() - swept.named(), swept.removed(), swept.removedBytes()));
            }
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage does not answer. Look at /health/ready, then repeat the call.", e);
        } catch (SQLException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The tenant's tables could not be read. Repeat the call.", e);
        }
        return new StorageReport(boundary.tenant().value(), found, now);
    }

    private static Map<String, KeySet> named(Connection connection, Set<String> storages) throws SQLException {
        Map<String, KeySet> named = new TreeMap<>();
        for (String storage : storages) {
            KeySet keys = new KeySet();
            try (PreparedStatement select = connection.prepareStatement(KEYS)) {
                select.setFetchSize(1000);
                select.setString(1, storage);
                select.setString(2, storage);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        keys.add(rows.getString(1));
                    }
                }
            }
            keys.seal();
            named.put(storage, keys);
        }
        return named;
    }
}
