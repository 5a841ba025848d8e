package org.docex.admin;

import org.docex.tenant.registry.Tenant;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as operators see it.
 *
 * @param schemaName null on SQLite
 * @param databasePath relative to the home folder; null on PostgreSQL
 */
public record TenantView(
        String tenantId, String displayName, boolean isSystem, String status, String isolationStrategy,
        Optional<String> schemaName, Optional<String> databasePath, Instant createdAt, String createdBy,
        Instant lastUpdatedAt, String lastUpdatedBy) {

    static TenantView of(Tenant tenant) {
        return new TenantView(tenant.tenantId().value(), tenant.displayName(), tenant.isSystem(), tenant.status().name(),
                tenant.isolationStrategy(), tenant.schemaName(), tenant.databasePath(), tenant.createdAt(),
                tenant.createdBy(), tenant.lastUpdatedAt(), tenant.lastUpdatedBy());
    }
}
