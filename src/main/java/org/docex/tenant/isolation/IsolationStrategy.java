package org.docex.tenant.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import jakarta.transaction.TransactionManager;

/**
 * How the unit's tenant becomes a connection on one kind of database. The contract that an implementation must pass is
 * {@code IsolationStrategyContract} in the test tree.
 *
 * <ol>
 *   <li>The connection reads and writes the transaction's boundary and nothing else, until commit or rollback.
 *   <li>A connection that comes back to a pool knows nothing of the tenant any more, however the transaction ended.
 *   <li>A failure to bind closes what was acquired and throws; it never hands out an unbound connection.
 * </ol>
 */
public interface IsolationStrategy {
    /** A connection for a transaction; called for every acquire, possibly several times in one transaction. */
    Connection connect(TenantTransaction transaction, TransactionManager transactions, Pool pool) throws SQLException;

    /** The container's pool behind {@code jdbc/docexTenants}. */
    @FunctionalInterface
    interface Pool {
        Connection acquire() throws SQLException;
    }
}
