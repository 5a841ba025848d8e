package org.docex.tenant.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.docex.paging.CursorKey;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantScoped;
import org.docex.tenant.UserContext;
import java.util.function.Supplier;

/** What a unit gives to the beans that work in it. */
@ApplicationScoped
class UnitProducer {
    @Produces
    @TenantScoped
    UserContext userContext() {
        return TenantUnit.required().userContext();
    }

    /** Asked for at each use, because a cursor key is no proxyable type and differs from unit to unit. */
    @Produces
    @TenantData
    Supplier<CursorKey> cursorKey() {
        return () -> TenantUnit.required().boundary().cursorKey();
    }

    /** Where the current tenant's content lies; for {@code storage} alone. */
    @Produces
    @TenantData
    Supplier<Boundary> boundary() {
        return () -> TenantUnit.required().boundary();
    }
}
