package org.docex.tenant.registry;

import org.docex.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the register.
 *
 * @param isolationStrategy {@code schema} or {@code database}
 * @param schemaName PostgreSQL only
 * @param databasePath SQLite only; relative to the home folder
 * @param schemaVersion of the tenant's tables
 * @param rowVersion counts the changes of this row
 */
public record Tenant(
        TenantId tenantId, String displayName, boolean isSystem, TenantStatus status, String isolationStrategy,
        Optional<String> schemaName, Optional<String> databasePath, Optional<String> roleName, String schemaVersion,
        long rowVersion, Instant createdAt, String createdBy, Instant lastUpdatedAt, String lastUpdatedBy) {}
