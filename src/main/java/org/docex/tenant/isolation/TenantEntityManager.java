package org.docex.tenant.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.docex.tenant.TenantData;
import org.docex.tenant.context.UnitClosing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The entity manager features get. Each call on it first joins transaction and unit, because {@code persist} alone reaches
 * neither the connector nor the listener.
 */
@ApplicationScoped
class TenantEntityManager {
    @PersistenceContext(unitName = "docex-tenant")
    EntityManager entityManager;

    private final TenantTransactions transactions = new TenantTransactions();

    @Produces
    @TenantData
    EntityManager gated() {
        EntityManager target = entityManager;
        TenantTransactions gate = transactions;
        return (EntityManager) Proxy.newProxyInstance(
                TenantEntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    gate.bind();
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void flush(@Observes UnitClosing closing) {
        if (transactions.isActive()) {
            transactions.bind();
            entityManager.flush();
        }
    }
}
