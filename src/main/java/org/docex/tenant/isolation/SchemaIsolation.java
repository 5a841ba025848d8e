package org.docex.tenant.isolation;

import jakarta.transaction.TransactionManager;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * PostgreSQL: one pool for all tenants; the schema and the role of the tenant for the length of a transaction.
 *
 * <p>{@code SET LOCAL} is undone by commit, rollback and a dead peer alike. Outside a transaction PostgreSQL only warns, so
 * a warning means that the binding did not happen. {@code pg_temp} stands last, or a temporary table planted on a pooled
 * connection would be read by the next tenant.
 */
final class SchemaIsolation implements IsolationStrategy {
    /** The one physical connection of a transaction. */
    private static final class Bound {
        private int backend;
    }

    @Override
    public Connection connect(TenantTransaction transaction, TransactionManager transactions, Pool pool)
            throws SQLException {
        Connection connection = pool.acquire();
        try {
            int backend = connection.unwrap(PGConnection.class).getBackendPID();
            Bound bound = transaction.connectionState(Bound.class, Bound::new);
            if (bound.backend == 0) {
                bind(connection, transaction);
                bound.backend = backend;
            } else if (bound.backend != backend) {
                throw new DocexException(ErrorCode.ISOLATION_VIOLATION,
                        "A transaction uses one physical connection. The pool gave it a second one.");
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What a transaction begins with. */
    static String binding(Boundary.Schema schema) {
        return BoundaryJdbc.path(schema) + schema.role().map(role -> "; SET LOCAL ROLE \"" + role + '"').orElse("");
    }

    private static void bind(Connection connection, TenantTransaction transaction) throws SQLException {
        String sql = binding((Boundary.Schema) transaction.boundary().place())
                + (transaction.reading() ? "; SET TRANSACTION READ ONLY" : "");
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (statement.getWarnings() != null) {
                throw new DocexException(ErrorCode.TRANSACTION_REQUIRED,
                        "The pool gave a connection outside the transaction. jdbc/docexTenants must take part in JTA.");
            }
        }
    }
}
