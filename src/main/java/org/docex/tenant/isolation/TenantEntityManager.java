package org.docex.tenant.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.docex.tenant.TenantData;
import org.docex.tenant.context.TenantUnit;
import org.docex.tenant.context.UnitClosing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.transaction.JTATransactionController;

/**
 * The entity manager features get. Each call on it first joins transaction and unit, because {@code persist} alone reaches
 * neither the connector nor the listener.
 */
@ApplicationScoped
class TenantEntityManager {
    private static final String UNIT = "docex-tenant";

    @PersistenceContext(unitName = UNIT)
    EntityManager entityManager;

    @Inject
    Instance<IsolationStrategy> strategy;

    @Inject
    TenantConnections connections;

    private final TenantTransactions transactions = new TenantTransactions();
    private final AtomicBoolean open = new AtomicBoolean();

    @Produces
    @TenantData
    EntityManager gated() {
        return (EntityManager) Proxy.newProxyInstance(
                TenantEntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    TenantUnit.required();
                    transactions.bind();
                    openGate();
                    try {
                        return method.invoke(entityManager, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void openGate() {
        if (!open.get()) {
            Session session = entityManager.unwrap(JpaEntityManager.class).getServerSession();
            JTATransactionController controller = (JTATransactionController) session.getExternalTransactionController();
            ((TenantConnector.Gate) session.getProperty(TenantSessionCustomizer.GATE))
                    .open(strategy.get(), transactions, controller::getTransactionManager, connections.use());
            open.set(true);
        }
    }

    void flush(@Observes UnitClosing closing) {
        if (transactions.isBound()) {
            entityManager.flush();
        }
    }
}
