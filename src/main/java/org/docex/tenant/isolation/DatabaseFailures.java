package org.docex.tenant.isolation;

import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.error.FailureTranslator;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.persistence.exceptions.EclipseLinkException;

/** What a caller gets when the database fails below a service: the innermost refusal, or one by the kind of failure. */
@ApplicationScoped
class DatabaseFailures implements FailureTranslator {
    private static final int DEPTH = 20;

    @Override
    public Optional<DocexException> translate(Throwable failure) {
        boolean database = false;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            if (cause instanceof DocexException refusal) {
                return Optional.of(refusal);
            }
            if (cause instanceof OptimisticLockException) {
                return Optional.of(new DocexException(ErrorCode.CHANGED_MEANWHILE,
                        "Somebody else changed it meanwhile. Read it again and repeat the change.", failure));
            }
            if (cause instanceof SQLException sql && isUniqueViolation(sql)) {
                return Optional.of(new DocexException(ErrorCode.CHANGED_MEANWHILE,
                        "Somebody else made the same thing at the same moment. Look at it, or repeat the call.", failure));
            }
            if (cause instanceof SQLException sql && isReferenceViolation(sql)) {
                return Optional.of(new DocexException(ErrorCode.CHANGED_MEANWHILE, "What it belongs to was deleted, or something "
                        + "was added to it, at the same moment. Look at it, or repeat the call.", failure));
            }
            if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("22")) {
                return Optional.of(new DocexException(ErrorCode.REQUEST_INVALID,
                        "The database refuses a value of the request, for example a NUL character.", failure));
            }
            database |= cause instanceof SQLException || cause instanceof PersistenceException
                    || cause instanceof EclipseLinkException || isBrokenTransaction(cause);
        }
        return database
                ? Optional.of(new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                        "The database did not complete the call. Look whether it took effect, and repeat it if not.", failure))
                : Optional.empty();
    }

    private static boolean isUniqueViolation(SQLException e) {
        return "23505".equals(e.getSQLState()) || String.valueOf(e.getMessage()).contains("UNIQUE constraint failed");
    }

    /** From PostgreSQL 18 on a restricted deletion has a state of its own. */
    private static boolean isReferenceViolation(SQLException e) {
        return "23503".equals(e.getSQLState()) || "23001".equals(e.getSQLState())
                || String.valueOf(e.getMessage()).contains("FOREIGN KEY constraint failed");
    }

    private static boolean isBrokenTransaction(Throwable cause) {
        return cause instanceof RollbackException || cause instanceof SystemException
                || cause instanceof EJBTransactionRolledbackException && cause.getCause() == null;
    }
}
