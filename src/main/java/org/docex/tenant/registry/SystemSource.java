package org.docex.tenant.registry;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.PoolUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The system database of the running server: the container's {@code jdbc/docexSystem}. */
@ApplicationScoped
public class SystemSource {
    @Inject
    Configuration configuration;

    private final PoolUse use = new PoolUse();
    private volatile @Nullable InstallationLease lease;
    private volatile boolean rightFile;

    /** @throws DocexException {@code NOT_CONFIGURED}, {@code NOT_BOOTSTRAPPED} */
    public SystemDatabase get() {
        DocexConfig config = configuration.get();
        boolean postgres = !(config.database() instanceof Sqlite);
        if (!postgres) {
            requireLease(config.multiTenancy().bootstrapTenant().databasePath());
        }
        try {
            SystemDatabase database = new SystemDatabase(InitialContext.<DataSource>doLookup(DatabaseFault.SYSTEM.source()), postgres,
                    config.multiTenancy().bootstrapTenant().schema(), use);
            if (!postgres) {
                requireRightFile(config, database);
            }
            return database;
        } catch (NamingException e) {
            throw new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, DatabaseFault.SYSTEM.undefined(), e);
        }
    }

    /** How {@code jdbc/docexSystem} is used now. */
    public PoolUse use() {
        return use;
    }

    private void requireRightFile(DocexConfig config, SystemDatabase database) {
        if (!rightFile) {
            SystemFile.networkFault(config).or(() -> database.read(statements -> SystemFile.wrongFile(config, statements)))
                    .ifPresent(fault -> {
                        throw new DocexException(ErrorCode.NOT_CONFIGURED, fault);
                    });
            rightFile = true;
        }
    }

    /** One server owns the files of an installation; a second one is refused here, before it reads anything. */
    private void requireLease(Path systemFile) {
        if (!Files.exists(systemFile)) {
            throw notBootstrapped();
        }
        if (lease != null) {
            return;
        }
        synchronized (this) {
            try {
                if (lease == null) {
                    lease = InstallationLease.take(systemFile, "server").orElseThrow(() -> new DocexException(
                            ErrorCode.DATABASE_UNAVAILABLE, "Another server uses this installation's files. "
                                    + "Stop it, or use PostgreSQL for more than one."));
                }
            } catch (IOException e) {
                throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                        "The lease beside the system file cannot be taken. Correct its permissions.", e);
            }
        }
    }

    @PreDestroy
    void release() {
        InstallationLease held = lease;
        if (held != null) {
            held.close();
        }
    }

    /** The refusal of a system that {@code init} has not made yet. */
    public static DocexException notBootstrapped() {
        return new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "DocEX is not bootstrapped. Run 'docex init'; if that "
                + "was done before, bring back the disk or database that it was done on.");
    }
}
