package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.boundary.DatabaseCopies;
import org.docex.tenant.boundary.PrivateFiles;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * SQLite: the system file, copied by SQLite's backup API, and put back. It holds the installation's secret: keep it as you keep
 * passwords.
 */
public final class SystemFileBackup {
    private static final String READ_ONLY = "1";
    private static final String READ_WRITE = "2";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Path file;
    private final DatabaseCopies copies;

    public SystemFileBackup(DocexConfig config) {
        this.file = config.multiTenancy().bootstrapTenant().databasePath();
        this.copies = new DatabaseCopies(new PrivateFiles(config.home()));
    }

    /**
     * Writes a new file, complete and synced or not at all; a server may go on meanwhile.
     *
     * @throws DocexException {@code BOUNDARY_EXISTS} when the file exists, {@code STORAGE_UNAVAILABLE}
     */
    public void write(Path backup) {
        Path target = backup.toAbsolutePath().normalize();
        try {
            copies.copy(file, target.resolveSibling("." + target.getFileName() + ".part"), target);
        } catch (SQLException | IOException e) {
            throw failed("written", e);
        }
    }

    /**
     * Puts a backup in the system file's place; what was there is kept beside it. Only for who holds the installation's lease.
     *
     * @param confirm the id of the installation
     * @return where the file before is kept; empty when there was none
     * @throws DocexException {@code ARCHIVE_INVALID}, {@code SCHEMA_VERSION_UNKNOWN}, {@code CONFIRMATION_REQUIRED},
     *     {@code REQUEST_INVALID} for the backup of another installation, {@code STORAGE_UNAVAILABLE}; nothing is changed then
     */
    public Optional<Path> restore(Path backup, String confirm) {
        try {
            requireSameInstallation(check(backup, confirm));
            Path draft = file.resolveSibling(".restore.db");
            Path checked = file.resolveSibling(".restored.db");
            Files.deleteIfExists(checked);
            copies.copy(backup, draft, checked);
            Path kept = file.resolveSibling(file.getFileName() + ".before-restore-" + TIME.format(Instant.now()));
            boolean before = Files.exists(file);
            try {
                if (before) {
                    keep(draft, kept);
                }
                Files.move(checked, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(checked);
            }
            for (String suffix : DatabaseCopies.LOGS) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            return before ? Optional.of(kept) : Optional.empty();
        } catch (SQLException | IOException e) {
            throw failed("restored", e);
        }
    }

    /** As a complete copy; byte by byte when it is so damaged that SQLite does not read it. */
    private void keep(Path draft, Path kept) throws IOException {
        try {
            copies.copy(file, draft, kept);
            checkpoint();
        } catch (SQLException | IOException damaged) {
            Files.deleteIfExists(kept);
            Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
            for (String suffix : DatabaseCopies.LOGS) {
                Path log = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(log)) {
                    Files.move(log, kept.resolveSibling(kept.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    /** @return the id of the installation it is of */
    private static String check(Path backup, String confirm) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new IOException(backup + " is no file");
        }
        try (Connection connection = open(backup, READ_ONLY)) {
            if (!text(connection, "PRAGMA integrity_check").equals("ok")) {
                throw invalid(backup);
            }
            String version = text(connection, "SELECT version FROM " + SystemState.HISTORY + " WHERE success ORDER BY installed_rank DESC");
            if (!version.equals(SchemaVersions.SYSTEM)) {
                throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, "The backup is of version " + version + ", this build knows "
                        + SchemaVersions.SYSTEM + ". Restore it with the build that made it, then run 'docex upgrade'.");
            }
            String installation = text(connection, "SELECT id FROM installation");
            requireConfirmed(installation, confirm);
            return installation;
        } catch (SQLException notOurs) {
            throw invalid(backup);
        }
    }

    /** A system file that cannot be read any more is no reason to keep it. */
    private void requireSameInstallation(String there) {
        String here;
        try (Connection connection = open(file, READ_ONLY)) {
            here = text(connection, "SELECT id FROM installation");
        } catch (SQLException unreadable) {
            return;
        }
        if (!here.isEmpty() && !here.equals(there)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The backup is of installation '" + there + "', here is '" + here
                    + "'. Restore it where it belongs; its tenants' files lie there.");
        }
    }

    /** @throws DocexException {@code CONFIRMATION_REQUIRED} */
    public static void requireConfirmed(String installation, String confirm) {
        if (!installation.equals(confirm)) {
            throw new DocexException(ErrorCode.CONFIRMATION_REQUIRED, "This replaces what the installation knows of its tenants. "
                    + "Confirm it with the installation's id, '" + installation + "'. Nothing was changed.");
        }
    }

    private static DocexException invalid(Path backup) {
        return new DocexException(ErrorCode.ARCHIVE_INVALID,
                "The file " + backup + " is no complete backup of a system boundary. Nothing was changed.");
    }

    private void checkpoint() throws SQLException {
        try (Connection connection = open(file, READ_WRITE)) {
            text(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static Connection open(Path file, String mode) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("open_mode", mode);
        return JDBC.createConnection("jdbc:sqlite:" + file, settings);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static DocexException failed(String what, Exception cause) {
        return new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The backup cannot be " + what + ": " + cause.getMessage()
                + ". Name another file, or correct the permissions.", cause);
    }
}
