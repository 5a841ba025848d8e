package org.docex.tenant.lifecycle;

import java.time.Instant;
import java.util.List;

/** What a tenant has in the storages, compared with its rows. */
public record StorageReport(String tenantId, List<InStorage> storages, Instant lookedAt) {
    /**
     * One storage.
     *
     * @param type {@code filesystem} or {@code s3}
     * @param objects complete ones
     * @param bytes of all complete ones together
     * @param unfinished uploads that are under way or were cut off
     * @param orphans complete or unfinished ones that no row names and that are past the grace period
     * @param missing contents that rows name and that are not there
     * @param removed how many of the orphans are gone
     */
    public record InStorage(
            String name, String type, long objects, long bytes, long unfinished, long orphans, long orphanBytes, long missing, long removed,
            long removedBytes) {}
}
