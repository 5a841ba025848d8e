package org.docex.migration;

import org.docex.migration.source.OldBoundary;
import org.docex.tenant.TenantId;
import java.util.Optional;

/**
 * A boundary on its way.
 *
 * @param tenant empty for the one boundary of an installation without tenants
 */
record Moving(OldBoundary from, Optional<TenantId> tenant) {
    /** The tenant's id in 2.x. */
    Optional<String> oldTenant() {
        return Optional.of(from.id()).filter(id -> !from.isSingle());
    }

    /** Its name in ledger and report. */
    String label() {
        return tenant.map(TenantId::value).orElse(OldBoundary.SINGLE);
    }
}
