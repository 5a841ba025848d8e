package org.docex.tenant.isolation;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionManager;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.transaction.JTATransactionController;
import java.util.concurrent.Callable;

/** The server's transaction manager, as EclipseLink found it. */
@Stateless
public class ServerTransactions {
    @PersistenceContext(unitName = "docex-tenant")
    EntityManager entities;

    @Resource
    ManagedExecutorService executor;

    /** Waits for work that runs elsewhere, without a transaction of its own here. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public <T> T onAnotherThread(Callable<T> work) throws Exception {
        return executor.submit(work).get();
    }

    public TransactionManager manager() {
        return ((JTATransactionController) entities.unwrap(JpaEntityManager.class).getServerSession()
                .getExternalTransactionController()).getTransactionManager();
    }
}
