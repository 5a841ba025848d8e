package org.docex.tenant.registry;

import java.util.Set;

/** The life of a tenant. */
public enum TenantStatus {
    /** Claimed, and a plan is making its boundary. Ends in {@link #ACTIVE}, or the claim is undone. */
    PROVISIONING,
    /** Works. May become {@link #SUSPENDED} or {@link #DELETED}. */
    ACTIVE,
    /** Refused, data kept. May become {@link #ACTIVE} or {@link #DELETED}. */
    SUSPENDED,
    /** Refused, data kept for a grace period. May return to the status before, or become {@link #PURGED}. */
    DELETED,
    /** Gone. The id is never used again. */
    PURGED;

    /** Complete, and not purged: the boundary is there. */
    public static final Set<TenantStatus> WITH_BOUNDARY = Set.of(ACTIVE, SUSPENDED, DELETED);
}
