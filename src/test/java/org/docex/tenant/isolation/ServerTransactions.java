package org.docex.tenant.isolation;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionManager;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.transaction.JTATransactionController;

/** The server's transaction manager, as EclipseLink found it. */
@Stateless
public class ServerTransactions {
    @PersistenceContext(unitName = "docex-tenant")
    EntityManager entities;

    public TransactionManager manager() {
        return ((JTATransactionController) entities.unwrap(JpaEntityManager.class).getServerSession()
                .getExternalTransactionController()).getTransactionManager();
    }
}
