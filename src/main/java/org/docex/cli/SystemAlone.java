package org.docex.cli;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.registry.InstallationLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The right to change an installation beside no server: on SQLite the lease that a server holds, on PostgreSQL nothing. */
record SystemAlone(AutoCloseable lease) implements AutoCloseable {
    /** @throws DocexException {@code PLAN_IN_PROGRESS} while a server runs, {@code NOT_BOOTSTRAPPED} */
    static SystemAlone of(DocexConfig config) {
        if (config.database() instanceof Postgres) {
            return new SystemAlone(() -> {});
        }
        Path file = config.multiTenancy().bootstrapTenant().databasePath();
        if (!Files.isDirectory(file.getParent())) {
            throw new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "There is no installation in " + config.home() + ". Run 'docex init'.");
        }
        try {
            return new SystemAlone(InstallationLease.take(file, "server").orElseThrow(() -> new DocexException(ErrorCode.PLAN_IN_PROGRESS,
                    "A server, or another command, uses this installation's files. Stop it, and repeat the command.")));
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE,
                    "The lease beside " + file + " cannot be taken. Correct its permissions.", e);
        }
    }

    @Override
    public void close() {
        try {
            lease.close();
        } catch (Exception e) {
            throw new IllegalStateException("A lease ends without fault", e);
        }
    }
}
