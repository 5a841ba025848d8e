package org.docex.tenant.isolation;

import jakarta.transaction.TransactionManager;
import org.docex.tenant.Boundary;
import java.sql.Connection;

/**
 * SQLite: a file per tenant. The container's pool is never used; a connection of our own takes part in the JTA transaction
 * as its only resource.
 */
final class DatabaseFileIsolation implements IsolationStrategy {
    private final DatabaseFiles files;

    DatabaseFileIsolation(DatabaseFiles files) {
        this.files = files;
    }

    @Override
    public Connection connect(TenantTransaction transaction, TransactionManager transactions, Pool pool) {
        return transaction.connectionState(FileBranch.class, () -> {
            Boundary.DatabaseFile file = (Boundary.DatabaseFile) transaction.boundary().place();
            FileBranch branch = files.begin(file.path(), transaction.reading());
            try {
                transaction.enlist(transactions, branch);
            } catch (RuntimeException e) {
                branch.abandon();
                throw e;
            }
            return branch;
        }).connection();
    }
}
