package org.docex.tenant.plan;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a repair away from a plan that is still being walked: in this process by a set; on PostgreSQL, where several servers
 * share a register, also by an advisory lock that ends with its connection, however the server ends.
 */
public final class PlanLocks {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(10);

    private final SystemDatabase database;
    private final Set<TenantId> here = ConcurrentHashMap.newKeySet();

    public PlanLocks(SystemDatabase database) {
        this.database = database;
    }

    /** @throws DocexException {@code PLAN_IN_PROGRESS} when somebody else works on this tenant */
    public Lock take(TenantId tenant) {
        if (!here.add(tenant)) {
            throw inProgress(tenant);
        }
        try {
            if (!database.isPostgres()) {
                return new Lock(database, () -> here.remove(tenant));
            }
            SystemDatabase.Locked shared = database.locked("docex plan " + tenant).orElseThrow(() -> inProgress(tenant));
            return new Lock(shared.database(), () -> {
                shared.close();
                here.remove(tenant);
            });
        } catch (RuntimeException e) {
            here.remove(tenant);
            throw e;
        }
    }

    /** As {@link #take}, after waiting for somebody whose change is a short one. */
    public Lock takeSoon(TenantId tenant) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return take(tenant);
            } catch (DocexException held) {
                if (held.code() != ErrorCode.PLAN_IN_PROGRESS || System.nanoTime() - until > 0) {
                    throw held;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private static DocexException inProgress(TenantId tenant) {
        return new DocexException(ErrorCode.PLAN_IN_PROGRESS,
                "Somebody works on tenant '" + tenant + "' right now. Look at it again in a moment.");
    }

    /**
     * Held while a plan is walked.
     *
     * @param database to be used for everything the plan does
     */
    public record Lock(SystemDatabase database, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }
}
