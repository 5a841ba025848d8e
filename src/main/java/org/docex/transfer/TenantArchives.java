package org.docex.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.storage.OpenBlobs;
import org.docex.storage.Sha256;
import org.docex.storage.ServerStorages;
import org.docex.tenant.TenantId;
import org.docex.tenant.isolation.BoundaryConnections;
import org.docex.tenant.lifecycle.ExportEntry;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.Tenant;
import org.docex.transfer.Spool.TooLongException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tenant as one archive: its backup, and what it takes with it when it leaves. No EJB, because a server that stops would wait
 * for the slowest reader.
 */
@ApplicationScoped
public class TenantArchives {
    private static final int BUFFER = 1 << 16;

    @Inject
    ServerStorages storages;

    @Inject
    Configuration configuration;

    @Inject
    Instance<TenantProvisioner> provisioner;

    @Inject
    BoundaryConnections connections;

    @Inject
    OpenBlobs blobs;

    /** An archive that is ready to be sent. */
    public interface Outgoing {
        /** In bytes. */
        long length();

        /** Sends it; an archive that cannot be completed breaks off and never has its end. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Prepares an archive: everything that can be found wrong is found now.
     *
     * @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT}, {@code TENANT_STATUS}, {@code CONTENT_MISSING},
     *     {@code INTEGRITY}, {@code STORAGE_UNAVAILABLE}, {@code STORAGE_FULL}, {@code DATABASE_UNAVAILABLE}
     */
    public Outgoing export(TenantId id, String by) {
        ExportEntry entry = provisioner.get().lifecycle().export(id, by);
        DocexConfig config = configuration.get();
        try {
            TenantExport export = new TenantExport(entry.tenant(), storages.get(), blobs,
                    entry.boundary().storageSegment().orElseThrow(), config.database() instanceof Postgres, spool(Long.MAX_VALUE));
            try {
                refuseFull(0);
                connections.snapshot(entry.boundary(), connection -> {
                    export.spool(connection);
                    return true;
                });
                return outgoing(export, export.look(), entry);
            } catch (IOException | SQLException | RuntimeException e) {
                export.close();
                throw e;
            }
        } catch (IOException | SQLException | RuntimeException e) {
            entry.failed(e);
            throw refusal(e);
        }
    }

    private static Outgoing outgoing(TenantExport export, long length, ExportEntry entry) {
        return new Outgoing() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                send(export, entry, out);
            }
        };
    }

    private static void send(TenantExport export, ExportEntry entry, OutputStream out) throws IOException {
        try (export) {
            ArchiveWriter archive = export.write(out);
            entry.done(archive.manifest());
            archive.complete();
        } catch (IOException | RuntimeException e) {
            entry.failed(e);
            Log.of(TenantArchives.class).warning("The export of tenant " + entry.tenant().tenantId() + " broke off", e);
            throw e instanceof IOException broken ? broken : new IOException("The export broke off", e);
        }
    }

    /**
     * Reads an archive to its end, finds it right as a whole, and makes it a tenant. Either all of it, or nothing remains.
     *
     * @param displayName the one in the archive unless it is given
     * @param verifier told the SHA-256 of what arrived; throws when something else was announced
     * @throws DocexException {@code ARCHIVE_INVALID}, {@code BODY_TOO_LARGE}, {@code BODY_INCOMPLETE}, {@code STORAGE_FULL}, and
     *     what {@link TenantProvisioner#importAs} refuses
     */
    public Tenant importAs(TenantId id, Optional<String> displayName, String by, InputStream archive, Consumer<String> verifier) {
        try (Spool spool = spool(configuration.get().transfer().maxArchiveBytes())) {
            String sha256 = receive(archive, spool);
            verifier.accept(sha256);
            TenantImport cargo = new TenantImport(spool, storages.get(), connections,
                    configuration.get().limits().minFreeBytes());
            return provisioner.get().importAs(id, displayName.orElseGet(cargo::displayName), by, sha256, cargo);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private String receive(InputStream archive, Spool spool) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        for (int got; (got = next(archive, buffer)) > 0;) {
            refuseFull(got);
            digest.update(buffer, 0, got);
            spool.append(buffer, got);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int next(InputStream archive, byte[] buffer) {
        try {
            return archive.read(buffer);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE, "The archive ended too early; nothing was changed. Send it again.", e);
        }
    }

    private Spool spool(long limit) throws IOException {
        return Spool.in(configuration.get().transfer().spoolPath(), limit);
    }

    private void refuseFull(long more) throws IOException {
        DocexConfig config = configuration.get();
        if (Files.getFileStore(config.transfer().spoolPath()).getUsableSpace() - more < config.limits().minFreeBytes()) {
            throw new DocexException(ErrorCode.STORAGE_FULL, "transfer.spool_path has no room for the archive; nothing was changed. "
                    + "Make room there.");
        }
    }

    private DocexException refusal(Exception e) {
        if (e instanceof DocexException refusal) {
            return refusal;
        }
        if (e instanceof TooLongException) {
            return new DocexException(ErrorCode.BODY_TOO_LARGE, "The archive is longer than transfer.max_archive_bytes, "
                    + configuration.get().transfer().maxArchiveBytes() + ". Nothing was changed.", e);
        }
        if (e instanceof SQLException) {
            return new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                    "The tenant's tables cannot be read. Repeat the call; if it stays so, ask the operator.", e);
        }
        return new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage or transfer.spool_path cannot be used: it may be "
                + "read-only, full or gone. Nothing was changed.", e);
    }
}
