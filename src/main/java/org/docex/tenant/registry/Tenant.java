package org.docex.tenant.registry;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the register.
 *
 * @param isolationStrategy {@code schema} or {@code database}
 * @param schemaName PostgreSQL only
 * @param databasePath SQLite only; relative to the home folder
 * @param schemaVersion of the tenant's tables
 * @param statusBefore what a deleted tenant was and what undeleting makes it again
 * @param deletedAt when it was deleted; the grace period counts from here
 * @param rowVersion counts the changes of this row
 */
public record Tenant(
        TenantId tenantId, String displayName, boolean isSystem, TenantStatus status, String isolationStrategy,
        Optional<String> schemaName, Optional<String> databasePath, Optional<String> roleName, String schemaVersion,
        Optional<TenantStatus> statusBefore, Optional<Instant> deletedAt, long rowVersion, Instant createdAt, String createdBy,
        Instant lastUpdatedAt, String lastUpdatedBy) {
    private static final int MAX_DISPLAY_NAME = 255;

    /** This row with another name. */
    public Tenant named(String name) {
        return with(name, status, schemaVersion, statusBefore, deletedAt);
    }

    /** This row in another status; what it was before its deletion is kept as long as it is deleted. */
    public Tenant in(TenantStatus next) {
        return with(displayName, next, schemaVersion, Optional.empty(), next == TenantStatus.PURGED ? deletedAt : Optional.empty());
    }

    /** This row as deleted now. */
    public Tenant deleted(Instant now) {
        return with(displayName, TenantStatus.DELETED, schemaVersion, Optional.of(status), Optional.of(now));
    }

    /** This row with tables of another version. */
    public Tenant upgraded(String version) {
        return with(displayName, status, version, statusBefore, deletedAt);
    }

    /** Until when a deletion can be taken back. */
    public Optional<Instant> graceEnds(Duration grace) {
        return deletedAt.map(time -> time.plus(grace));
    }

    /**
     * A display name as it was given, when it is one.
     *
     * @throws DocexException {@code REQUEST_INVALID}
     */
    public static String checkedName(String displayName) {
        if (displayName.isBlank() || displayName.codePointCount(0, displayName.length()) > MAX_DISPLAY_NAME
                || displayName.chars().anyMatch(Character::isISOControl)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "display_name has 1 to " + MAX_DISPLAY_NAME + " characters and no control characters.");
        }
        return displayName;
    }

    private Tenant with(
            String name, TenantStatus nextStatus, String version, Optional<TenantStatus> before, Optional<Instant> deletion) {
        return new Tenant(tenantId, name, isSystem, nextStatus, isolationStrategy, schemaName, databasePath, roleName, version,
                before, deletion, rowVersion, createdAt, createdBy, lastUpdatedAt, lastUpdatedBy);
    }
}
