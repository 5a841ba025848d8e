package org.docex.tenant.isolation;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.tenant.Boundary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Chooses the strategy by the configured type of database, once. */
@ApplicationScoped
class IsolationProducer {
    private static final Duration ROLLBACK = Duration.ofSeconds(5);

    @Inject
    Configuration configuration;

    @Resource
    ManagedExecutorService background;

    private @Nullable IsolationStrategy strategy;
    private @Nullable DatabaseFiles files;

    @Produces
    synchronized IsolationStrategy strategy() {
        IsolationStrategy known = strategy;
        if (known == null) {
            known = choose(configuration.get());
            strategy = known;
        }
        return known;
    }

    private IsolationStrategy choose(DocexConfig config) {
        if (config.database() instanceof Sqlite sqlite) {
            files = new DatabaseFiles(config.home(), new DatabaseFiles.Limits(
                    sqlite.maxOpenFiles(), sqlite.writerWait(), sqlite.transactionTimeout()), background);
            return new DatabaseFileIsolation(files);
        }
        return new SchemaIsolation();
    }

    /** False when a transaction of this file stays open longer than a transaction may. */
    boolean retire(Boundary.DatabaseFile boundary) {
        DatabaseFiles open;
        synchronized (this) {
            open = files;
        }
        return open == null || !(configuration.get().database() instanceof Sqlite sqlite)
                || open.retire(boundary.path(), sqlite.transactionTimeout().plus(ROLLBACK));
    }

    synchronized int openFiles() {
        return files == null ? 0 : files.size();
    }

    @PreDestroy
    void close() {
        DatabaseFiles open = files;
        if (open != null) {
            open.close();
        }
    }
}
