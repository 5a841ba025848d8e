package org.docex.tenant.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A whole boundary for an operator's export and import: a transaction of its own, in the boundary's own role, without a
 * tenant unit. Who calls it answers for the right to; nothing of a request's own transaction is touched.
 */
@ApplicationScoped
public class BoundaryConnections {
    private static final int SECONDS = (int) Duration.ofHours(12).toSeconds();

    /** Reads all tables as they were at one moment. */
    public <T> T snapshot(Boundary boundary, BoundaryJdbc.Work<T> work) throws SQLException, IOException {
        return run(boundary, true, work);
    }

    /** Writes in one transaction. */
    public <T> T write(Boundary boundary, BoundaryJdbc.Work<T> work) throws SQLException, IOException {
        return run(boundary, false, work);
    }

    private <T> T run(Boundary boundary, boolean reading, BoundaryJdbc.Work<T> work) throws SQLException, IOException {
        return boundary.place() instanceof Boundary.Schema schema
                ? inSchema(schema, reading, work)
                : BoundaryJdbc.inFile((Boundary.DatabaseFile) boundary.place(), reading, work);
    }

    private static <T> T inSchema(Boundary.Schema schema, boolean reading, BoundaryJdbc.Work<T> work) throws SQLException, IOException {
        UserTransaction transaction = lookup("java:comp/UserTransaction", UserTransaction.class);
        begin(transaction);
        boolean done = false;
        try {
            T result;
            try (Connection connection = lookup("jdbc/docexTenants", DataSource.class).getConnection()) {
                BoundaryJdbc.execute(connection, (reading ? BoundaryJdbc.SNAPSHOT : "") + SchemaIsolation.binding(schema));
                result = work.run(connection);
            }
            done = true;
            end(transaction, true);
            return result;
        } finally {
            if (!done) {
                end(transaction, false);
            }
        }
    }

    private static void begin(UserTransaction transaction) {
        try {
            transaction.setTransactionTimeout(SECONDS);
            transaction.begin();
        } catch (NotSupportedException | SystemException e) {
            throw unavailable(e);
        } finally {
            resetTimeout(transaction);
        }
    }

    /** The timeout belongs to the thread, which serves others after this. */
    private static void resetTimeout(UserTransaction transaction) {
        try {
            transaction.setTransactionTimeout(0);
        } catch (SystemException e) {
            throw unavailable(e);
        }
    }

    private static void end(UserTransaction transaction, boolean commit) {
        try {
            if (commit) {
                transaction.commit();
            } else if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | RollbackException | HeuristicMixedException | HeuristicRollbackException e) {
            throw unavailable(e);
        }
    }

    private static DocexException unavailable(Exception cause) {
        return new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                "The tenants' database did not complete the work. Repeat the call; if it stays so, ask the operator.", cause);
    }

    private static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException e) {
            throw unavailable(e);
        }
    }
}
