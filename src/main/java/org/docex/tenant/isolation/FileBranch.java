package org.docex.tenant.isolation;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * One SQLite transaction as the only branch of a JTA transaction.
 *
 * <p>Its life: begun when the tenant's file is first needed, ended once by commit or rollback on whatever thread the
 * transaction manager uses. It has a deadline of its own, because not every server times out a real XA resource: past it
 * every statement is refused and the commit becomes a rollback.
 */
final class FileBranch implements XAResource {
    private final Connection real;
    private final Connection handle;
    private final Consumer<Boolean> onEnd;
    private final long deadline;
    private final Thread beginner = Thread.currentThread();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param onEnd gives the connection back; told whether it is still good */
    FileBranch(Connection real, Duration timeout, Consumer<Boolean> onEnd) {
        this.real = real;
        this.onEnd = onEnd;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.handle = (Connection) Proxy.newProxyInstance(
                FileBranch.class.getClassLoader(), new Class<?>[] {Connection.class}, this::onHandle);
    }

    /** The connection as EclipseLink may use it: the transaction is not its to end. */
    Connection connection() {
        return handle;
    }

    /** Ends a branch that never became part of a transaction. */
    void abandon() {
        end("ROLLBACK");
    }

    /** Ends a branch whose deadline is over, because somebody waits for its place; not every server's timeout does. */
    void abandonIfLate() {
        if (isLate()) {
            end("ROLLBACK");
        }
    }

    private Object onHandle(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close", "commit", "rollback", "setAutoCommit":
                return null;
            case "isClosed":
                return ended.get();
            default:
                refuseAfterTheEnd();
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void refuseAfterTheEnd() {
        if (ended.get()) {
            throw new DocexException(ErrorCode.TRANSACTION_REQUIRED, "The transaction is over. Repeat the call.");
        }
        if (isLate()) {
            throw new DocexException(ErrorCode.TENANT_BUSY, "The transaction took too long and is rolled back. Repeat the call.");
        }
    }

    private boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (!onePhase) {
            throw new XAException(XAException.XAER_PROTO);
        }
        if (isLate()) {
            end("ROLLBACK");
            throw new XAException(XAException.XA_RBTIMEOUT);
        }
        if (!end("COMMIT")) {
            throw new XAException(XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public void rollback(Xid xid) {
        end("ROLLBACK");
    }

    /** Two phases mean a second resource, which is refused: a file cannot promise to commit later. */
    @Override
    public int prepare(Xid xid) throws XAException {
        end("ROLLBACK");
        throw new XAException(XAException.XA_RBPROTO);
    }

    private boolean end(String sql) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        boolean done = false;
        try (Statement statement = real.createStatement()) {
            statement.execute(sql);
            done = true;
        } catch (SQLException failed) {
            Log.of(FileBranch.class).warning(sql + " failed on a tenant's file; it is rolled back", failed);
        } finally {
            // Ended on another thread (a timeout), the first one may still hold statements: the connection is not used again.
            onEnd.accept(done && Thread.currentThread() == beginner);
        }
        return done;
    }

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
