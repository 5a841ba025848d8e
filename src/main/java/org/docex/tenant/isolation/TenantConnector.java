package org.docex.tenant.isolation;

import jakarta.transaction.TransactionManager;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.PoolUse;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * The gate every physical acquire of EclipseLink passes. Until the login is over it hands out an empty database in memory, so
 * that a server deploys while the tenants' database is down and the login is part of no transaction; afterwards only
 * connections that are bound to the transaction's tenant.
 *
 * <p>EclipseLink clones connectors per login; all clones share one gate.
 */
final class TenantConnector implements Connector {
    private static final long serialVersionUID = 1L;

    /**
     * Closed while EclipseLink logs in, which some servers do before CDI is there; open once the application has given it the
     * strategy. Between the two nothing passes.
     */
    static final class Gate {
        private volatile boolean loggedIn;
        private volatile @Nullable Opened opened;

        private record Opened(
                IsolationStrategy strategy, TenantTransactions transactions, Supplier<TransactionManager> manager, PoolUse use) {}

        void loggedIn() {
            loggedIn = true;
        }

        void open(
                IsolationStrategy strategy, TenantTransactions transactions, Supplier<TransactionManager> manager, PoolUse use) {
            opened = new Opened(strategy, transactions, manager, use);
        }

        TenantTransactions transactions() {
            return required().transactions();
        }

        Connection connect(IsolationStrategy.Pool pool) throws SQLException {
            if (!loggedIn) {
                return SqliteConnections.inMemory();
            }
            Opened by = required();
            TenantTransaction transaction = by.transactions().bind();
            long start = System.nanoTime();
            Connection connection = by.strategy().connect(transaction, by.manager().get(), pool);
            if (transaction.firstConnection()) {
                count(by, start);
            }
            return connection;
        }

        private static void count(Opened by, long start) {
            PoolUse.Held held = by.use().taken(start);
            try {
                by.transactions().atTheEnd(held::close);
            } catch (IllegalStateException alreadyEnding) {
                held.close();
            }
        }

        private Opened required() {
            Opened by = opened;
            if (by == null) {
                throw new DocexException(ErrorCode.ISOLATION_VIOLATION,
                        "The persistence unit is used through the entity manager of @TenantData only.");
            }
            return by;
        }
    }

    private final transient Connector pool;
    private final transient Gate gate;

    TenantConnector(Connector pool, Gate gate) {
        this.pool = pool;
        this.gate = gate;
    }

    @Override
    public Connection connect(Properties properties, Session session) {
        try {
            return gate.connect(() -> pool.connect(properties, session));
        } catch (SQLException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                    "The tenants' database refused a connection. Repeat the call; if it stays so, ask the operator.", e);
        }
    }

    @Override
    public Object clone() {
        return this;
    }

    @Override
    public String getConnectionDetails() {
        return "one connection a tenant transaction";
    }

    @Override
    public void toString(PrintWriter writer) {
        writer.print(getConnectionDetails());
    }
}
