package org.docex.tenant.registry;

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
    PURGED
}
