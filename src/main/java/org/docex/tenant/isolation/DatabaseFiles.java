package org.docex.tenant.isolation;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The open SQLite files of all tenants: at most one writer a file, readers beside it, and only idle files are closed, in
 * the background, the longest unused first.
 */
final class DatabaseFiles implements AutoCloseable {
    /**
     * @param maxOpen how many files stay open while they are idle
     * @param writerWait how long a writer waits for the one before
     * @param transactionTimeout the deadline of a transaction
     */
    record Limits(int maxOpen, Duration writerWait, Duration transactionTimeout) {}

    private static final Duration RETRY = Duration.ofMillis(20);

    private final Path base;
    private final Limits limits;
    private final Executor background;
    private final ConcurrentHashMap<Path, DatabaseFile> open = new ConcurrentHashMap<>();
    private final AtomicBoolean evicting = new AtomicBoolean();

    DatabaseFiles(Path base, Limits limits, Executor background) {
        this.base = base;
        this.limits = limits;
        this.background = background;
    }

    /**
     * Begins a transaction on a file. Writers of one file wait for each other in order.
     *
     * @throws DocexException {@code TENANT_BUSY}, {@code DATABASE_UNAVAILABLE}, {@code ISOLATION_VIOLATION}
     */
    FileBranch begin(Path path, boolean reading) {
        DatabaseFile file = open.compute(path, (key, known) -> {
            DatabaseFile current = known == null ? new DatabaseFile(inside(key), limits) : known;
            current.use();
            return current;
        });
        try {
            return file.begin(reading, () -> release(file));
        } catch (RuntimeException e) {
            release(file);
            throw e;
        }
    }

    /**
     * Closes a file that is going to be removed, once no transaction uses it.
     *
     * @return false when one still does after this time
     */
    boolean retire(Path path, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        DatabaseFile file;
        while ((file = open.get(path)) != null) {
            close(file);
            if (open.containsKey(path)) {
                if (System.nanoTime() - until > 0) {
                    return false;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
        return true;
    }

    /** How many files are open now. */
    int size() {
        return open.size();
    }

    private void release(DatabaseFile file) {
        file.unuse();
        if (open.size() > limits.maxOpen() && evicting.compareAndSet(false, true)) {
            try {
                background.execute(this::evict);
            } catch (RejectedExecutionException stopping) {
                evicting.set(false);
            }
        }
    }

    private void evict() {
        try {
            List<DatabaseFile> idle = new ArrayList<>(open.values());
            idle.sort(Comparator.comparingLong(DatabaseFile::lastUsed));
            for (DatabaseFile candidate : idle.subList(0, Math.max(0, open.size() - limits.maxOpen()))) {
                close(candidate);
            }
        } finally {
            evicting.set(false);
        }
    }

    private void close(DatabaseFile candidate) {
        open.computeIfPresent(candidate.path(), (path, file) -> {
            if (file.inUse()) {
                return file;
            }
            file.close();
            return null;
        });
    }

    /** The path comes from the registry; it is still held to lie under the base and to be no link. */
    private Path inside(Path path) {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    || !path.toRealPath().equals(base.toRealPath().resolve(base.relativize(path)))) {
                throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                        "The tenant's database file is missing or no plain file. Ask the operator to repair the tenant.");
            }
            return path;
        } catch (IOException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The tenant's database file cannot be reached.", e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(DatabaseFile::close);
        open.clear();
    }
}
