package org.docex.tenant.isolation;

import jakarta.transaction.TransactionManager;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
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

    /** What the customizer prepares and the session listener opens. */
    static final class Gate {
        private final IsolationStrategy strategy;
        private final TenantTransactions transactions;
        private volatile @Nullable Supplier<TransactionManager> manager;

        Gate(IsolationStrategy strategy, TenantTransactions transactions) {
            this.strategy = strategy;
            this.transactions = transactions;
        }

        void open(Supplier<TransactionManager> transactionManager) {
            manager = transactionManager;
        }

        Connection connect(IsolationStrategy.Pool pool) throws SQLException {
            Supplier<TransactionManager> opened = manager;
            return opened == null
                    ? SqliteConnections.inMemory()
                    : strategy.connect(transactions.bind(), opened.get(), pool);
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
