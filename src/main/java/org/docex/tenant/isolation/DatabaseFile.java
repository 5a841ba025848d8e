package org.docex.tenant.isolation;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.context.TenantUnit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's open file.
 *
 * <p>The writer's place is a semaphore and not a lock: a transaction that times out ends on another thread.
 */
final class DatabaseFile implements AutoCloseable {
    private final Path path;
    private final DatabaseFiles.Limits limits;
    private final Semaphore writer = new Semaphore(1, true);
    private final Deque<Connection> idleWriters = new ConcurrentLinkedDeque<>();
    private final Deque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
    private final AtomicInteger users = new AtomicInteger();
    private volatile long lastUsed = System.nanoTime();
    private volatile @Nullable TenantUnit writingUnit;
    private volatile @Nullable FileBranch writing;

    DatabaseFile(Path path, DatabaseFiles.Limits limits) {
        this.path = path;
        this.limits = limits;
    }

    Path path() {
        return path;
    }

    void use() {
        users.incrementAndGet();
    }

    void unuse() {
        lastUsed = System.nanoTime();
        users.decrementAndGet();
    }

    boolean inUse() {
        return users.get() > 0;
    }

    long lastUsed() {
        return lastUsed;
    }

    FileBranch begin(boolean reading, Runnable onEnd) {
        return reading ? beginReading(onEnd) : beginWriting(onEnd);
    }

    private FileBranch beginReading(Runnable onEnd) {
        return branch(idleReaders, true, "BEGIN", onEnd);
    }

    private FileBranch beginWriting(Runnable onEnd) {
        TenantUnit unit = TenantUnit.current().orElse(null);
        if (unit != null && unit == writingUnit) {
            throw new DocexException(ErrorCode.TRANSACTION_REQUIRED,
                    "A transaction inside another one of the same tenant would wait for itself. Use one transaction.");
        }
        awaitWriter();
        try {
            FileBranch branch = branch(idleWriters, false, "BEGIN IMMEDIATE", () -> {
                writingUnit = null;
                writing = null;
                writer.release();
                onEnd.run();
            });
            writingUnit = unit;
            writing = branch;
            return branch;
        } catch (RuntimeException e) {
            writer.release();
            throw e;
        }
    }

    private void awaitWriter() {
        try {
            if (!writer.tryAcquire(limits.writerWait().toMillis(), TimeUnit.MILLISECONDS) && !takeFromWhoIsLate()) {
                throw new DocexException(ErrorCode.TENANT_BUSY,
                        "Another change of this tenant takes too long. Repeat the call in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DocexException(ErrorCode.TENANT_BUSY, "The wait for the tenant was interrupted. Repeat the call.", e);
        }
    }

    private boolean takeFromWhoIsLate() throws InterruptedException {
        FileBranch holder = writing;
        if (holder != null) {
            holder.abandonIfLate();
        }
        return writer.tryAcquire(1, TimeUnit.SECONDS);
    }

    private FileBranch branch(Deque<Connection> idle, boolean reading, String begin, Runnable onEnd) {
        Connection connection = null;
        try {
            connection = idle.pollFirst();
            if (connection == null) {
                connection = SqliteConnections.open(path, reading);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(begin);
            }
            Connection begun = connection;
            return new FileBranch(begun, limits.transactionTimeout(), good -> {
                if (good) {
                    idle.addFirst(begun);
                } else {
                    SqliteConnections.closeQuietly(begun);
                }
                onEnd.run();
            });
        } catch (SQLException e) {
            if (connection != null) {
                SqliteConnections.closeQuietly(connection);
            }
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                    "The tenant's database file cannot be opened. Repeat the call; if it stays so, ask the operator.", e);
        }
    }

    @Override
    public void close() {
        for (Deque<Connection> idle : List.of(idleReaders, idleWriters)) {
            Connection connection;
            while ((connection = idle.pollFirst()) != null) {
                SqliteConnections.closeQuietly(connection);
            }
        }
    }
}
