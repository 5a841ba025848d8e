package org.docex.tenant.lifecycle;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.log.Log;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sweeps the storages of all active tenants from time to time, as {@code sweep.every} says. What it removed is logged. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StorageSweeper {
    private static final String BY = "docex";
    private static final long MOST = 100;
    /** A server keeps a cancelled task, and with it the application, until its time would have come. */
    private static final long TICK_SECONDS = 10;
    private static final Log LOG = Log.of(StorageSweeper.class);

    @Inject
    Configuration configuration;

    @Inject
    Instance<StorageSweep> sweep;

    @Inject
    TenantDirectory directory;

    @Resource
    ManagedScheduledExecutorService executor;

    private volatile @Nullable Future<?> task;
    private volatile boolean ended;
    private volatile Instant next = Instant.MAX;

    @PostConstruct
    void begin() {
        try {
            configuration.get().sweep().every().ifPresent(every -> {
                next = Instant.now().plus(every);
                task = executor.scheduleWithFixedDelay(() -> runWhenDue(every), TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
            });
        } catch (DocexException notConfigured) {
            LOG.debug("No sweeps without a configuration", notConfigured);
        }
    }

    @PreDestroy
    void end() {
        ended = true;
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
    }

    private void runWhenDue(Duration every) {
        if (!ended && !Instant.now().isBefore(next)) {
            run();
            next = Instant.now().plus(every);
        }
    }

    private void run() {
        try {
            DocexConfig config = configuration.get();
            if (!config.multiTenancy().enabled()) {
                sweep(Optional.empty());
                return;
            }
            for (TenantId tenant : directory.active()) {
                if (ended) {
                    return;
                }
                one(tenant);
            }
        } catch (RuntimeException e) {
            LOG.warning("The storages could not be swept; it is tried again", e);
        }
    }

    private void one(TenantId tenant) {
        try {
            sweep(Optional.of(tenant));
        } catch (RuntimeException e) {
            LOG.warning("The storages of tenant " + tenant + " could not be swept; it is tried again", e);
        }
    }

    /** So many orphans are no crash's: rather an older database beside newer contents. An operator has to look. */
    private void sweep(Optional<TenantId> tenant) {
        StorageReport seen = run(tenant, false);
        for (StorageReport.InStorage storage : seen.storages()) {
            if (storage.orphans() > Math.max(MOST, storage.objects() / 10)) {
                LOG.warning("Storage '" + storage.name() + "' holds " + storage.orphans() + " contents of tenant " + seen.tenantId()
                        + " that no row names; they are left. Was an older database restored? If they may go: POST /admin/tenants/{id}/sweep");
                return;
            }
        }
        if (seen.storages().stream().anyMatch(storage -> storage.orphans() > 0)) {
            report(run(tenant, true));
        }
    }

    private StorageReport run(Optional<TenantId> tenant, boolean remove) {
        return tenant.isPresent() ? sweep.get().run(tenant.get(), BY, remove) : sweep.get().runSingle(remove);
    }

    private static void report(StorageReport report) {
        report.storages().stream().filter(storage -> storage.removed() > 0 || storage.missing() > 0).forEach(storage -> LOG.info(
                "Sweep of tenant " + report.tenantId() + " in storage '" + storage.name() + "': " + storage.removed() + " orphans of "
                        + storage.removedBytes() + " bytes removed, " + storage.missing() + " contents missing"));
    }
}
