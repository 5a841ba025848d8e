package org.docex.it;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import java.util.function.Function;

/** A service as a host application would write it: whatever a test wants to do, with the tenant's entity manager. */
@Stateless
@TenantService
public class Probe {
    @Inject
    @TenantData
    EntityManager entities;

    /** Work in the caller's transaction, or in a new one. */
    public <T> T write(Function<EntityManager, T> work) {
        return work.apply(entities);
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T writeAlone(Function<EntityManager, T> work) {
        return work.apply(entities);
    }

    @Reads
    public <T> T read(Function<EntityManager, T> work) {
        return work.apply(entities);
    }

    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public <T> T withoutTransaction(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
