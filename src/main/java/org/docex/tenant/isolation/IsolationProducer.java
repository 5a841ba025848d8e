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
import org.jspecify.annotations.Nullable;

/** Chooses the strategy by the configured type of database, once. */
@ApplicationScoped
class IsolationProducer {
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
