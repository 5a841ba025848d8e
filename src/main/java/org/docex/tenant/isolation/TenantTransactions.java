package org.docex.tenant.isolation;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.context.TenantUnit;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Joins the current transaction with the current unit, and refuses whatever does not fit together. */
final class TenantTransactions {
    private static final String TRANSACTION = "org.docex.tenant.transaction";

    private final TransactionSynchronizationRegistry registry;

    TenantTransactions() {
        try {
            registry = InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        } catch (NamingException e) {
            throw new IllegalStateException("The server offers no transaction registry", e);
        }
    }

    /** As {@link #bind(boolean)}, for work that may write. */
    TenantTransaction bind() {
        return bind(false);
    }

    /**
     * The tenant of the current transaction, bound to it now if it has none yet.
     *
     * @param reading whether a transaction that is bound now only reads
     * @throws DocexException {@code TRANSACTION_REQUIRED}, {@code CONTEXT_REQUIRED}, {@code ISOLATION_VIOLATION} and what
     *     the directory refuses
     */
    TenantTransaction bind(boolean reading) {
        Optional<TenantUnit> unit = TenantUnit.current();
        if (registry.getTransactionKey() == null) {
            throw unit.isEmpty() ? TenantUnit.noContext() : new DocexException(ErrorCode.TRANSACTION_REQUIRED,
                    "A tenant's data is used in a transaction only. Call it from a service method.");
        }
        TenantTransaction transaction = (TenantTransaction) registry.getResource(TRANSACTION);
        if (transaction == null) {
            TenantUnit bound = unit.orElseThrow(TenantUnit::noContext);
            bound.readmit();
            transaction = new TenantTransaction(bound.boundary(), reading);
            registry.putResource(TRANSACTION, transaction);
        } else if (unit.isPresent() && !unit.get().boundary().isSameAs(transaction.boundary())) {
            throw new DocexException(ErrorCode.ISOLATION_VIOLATION,
                    "A transaction belongs to one tenant. Use a transaction of its own for each tenant.");
        }
        return transaction;
    }

    /** The boundary that a session is stamped with: the transaction's, or the unit's where no transaction is. */
    TenantStamp stamp() {
        return new TenantStamp(registry.getTransactionKey() == null
                ? TenantUnit.required().boundary()
                : bind().boundary());
    }

    /** Does something when the current transaction is over, however it ends. */
    void atTheEnd(Runnable work) {
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                work.run();
            }
        });
    }

    /** True when work of a tenant may be pending in the current transaction. */
    boolean isBound() {
        return registry.getTransactionKey() != null && registry.getTransactionStatus() == Status.STATUS_ACTIVE
                && registry.getResource(TRANSACTION) != null;
    }
}
