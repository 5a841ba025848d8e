package org.docex.tenant.isolation;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import java.util.Optional;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A JTA transaction that belongs to one tenant. It is kept in the transaction's own registry, so that it ends with it on
 * whatever thread that happens.
 */
public final class TenantTransaction {
    private final Boundary boundary;
    private final boolean reading;
    private @Nullable Object connectionState;
    private boolean connected;

    TenantTransaction(Boundary boundary, boolean reading) {
        this.boundary = boundary;
        this.reading = reading;
    }

    public Boundary boundary() {
        return boundary;
    }

    /** True when the transaction began in a {@code @Reads} method: the database is to refuse writes. */
    public boolean reading() {
        return reading;
    }

    /** What the strategy remembers of its connection, as long as this transaction lasts. */
    public <T> Optional<T> connectionState(Class<T> type) {
        return Optional.ofNullable(connectionState).map(type::cast);
    }

    /** Makes the state at the first connection of this transaction and returns the same one later. */
    public <T> T connectionState(Class<T> type, Supplier<T> first) {
        return connectionState(type).orElseGet(() -> {
            T made = first.get();
            connectionState = made;
            return made;
        });
    }

    /** True once, for the connection that the transaction got first. */
    boolean firstConnection() {
        boolean first = !connected;
        connected = true;
        return first;
    }

    /** Makes a resource of the strategy's own part of this transaction, as its only one. */
    void enlist(TransactionManager manager, XAResource resource) {
        try {
            if (!manager.getTransaction().enlistResource(resource)) {
                throw new DocexException(ErrorCode.TRANSACTION_REQUIRED,
                        "The transaction has another resource already. A tenant's database is the only one in its transaction.");
            }
        } catch (RollbackException | SystemException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                    "The transaction is over or marked for rollback. Repeat the call.", e);
        }
    }
}
