package org.docex.admin;

import org.docex.tenant.lifecycle.StorageReport;
import java.time.Instant;
import java.util.List;

/** What a tenant has in the storages: {@link StorageReport} of a look that removed nothing. */
public record StorageView(String tenantId, List<InStorage> storages, Instant lookedAt) {
    /** One storage. */
    public record InStorage(
            String name, String type, long objects, long bytes, long unfinished, long orphans, long orphanBytes, long missing) {}

    static StorageView of(StorageReport report) {
        return new StorageView(report.tenantId(), report.storages().stream().map(one -> new InStorage(one.name(), one.type(), one.objects(),
                one.bytes(), one.unfinished(), one.orphans(), one.orphanBytes(), one.missing())).toList(), report.lookedAt());
    }
}
