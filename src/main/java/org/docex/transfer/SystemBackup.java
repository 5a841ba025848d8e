package org.docex.transfer;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.storage.Sha256;
import org.docex.tenant.TenantId;
import org.docex.tenant.boundary.PrivateFiles;
import org.docex.tenant.provisioning.SystemFileBackup;
import org.docex.tenant.registry.DatabaseFault;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.transfer.ArchiveReader.Entry;
import org.docex.transfer.Spool.Region;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * PostgreSQL: the system boundary (register, journal, audit, the installation's row) as one archive, read in one snapshot and
 * restored in one transaction. It holds the installation's secret: keep it as you keep passwords.
 */
public final class SystemBackup {
    private static final String HEAD = "docex-system.json";

    private final DocexConfig config;
    private final DataSource source;

    /** @param source as the system login */
    public SystemBackup(DocexConfig config, DataSource source) {
        this.config = config;
        this.source = source;
    }

    /**
     * Writes a new file, complete and synced or not at all.
     *
     * @throws DocexException {@code BOUNDARY_EXISTS} when the file exists, {@code REGISTRY_UNAVAILABLE}, {@code STORAGE_UNAVAILABLE}
     */
    public void write(Path file) {
        try (Spool spool = spool()) {
            Map<Table, Region> rows = new LinkedHashMap<>();
            String version;
            try (Connection connection = open()) {
                execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                version = version(connection);
                if (!version.equals(SchemaVersions.SYSTEM)) {
                    throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, "The system boundary has version " + version
                            + ", this build knows " + SchemaVersions.SYSTEM + ". Make the backup with the docex-cli.jar that fits.");
                }
                for (Table table : Table.ofSystem()) {
                    rows.put(table, new RowSpool(connection, true, spool).rows(table));
                }
                connection.commit();
            }
            write(file, spool, version, rows);
        } catch (SQLException | IOException e) {
            throw failed("written", e);
        }
    }

    private void write(Path file, Spool spool, String version, Map<Table, Region> rows) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        PrivateFiles files = new PrivateFiles(config.home());
        Files.deleteIfExists(draft);
        try {
            files.write(draft, new byte[0]);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft, StandardOpenOption.WRITE))) {
                ArchiveWriter archive = new ArchiveWriter(out, spool);
                archive.file(HEAD, (Jsons.PROVIDER.createObjectBuilder().add("format", Archive.FORMAT).add("schema_version", version).build()
                        + "\n").getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<Table, Region> table : rows.entrySet()) {
                    try (InputStream in = spool.read(table.getValue())) {
                        archive.file(table.getKey().entry(), table.getValue().length(), in);
                    }
                }
                archive.manifest();
                archive.complete();
            }
            files.publish(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Replaces what the system boundary says by what a backup says, once the whole backup was found right.
     *
     * @param confirm the id of the installation
     * @throws DocexException {@code ARCHIVE_INVALID}, {@code SCHEMA_VERSION_UNKNOWN}, {@code CONFIRMATION_REQUIRED},
     *     {@code REQUEST_INVALID} for the backup of another installation, {@code REGISTRY_UNAVAILABLE}; nothing is changed then
     */
    public void restore(Path file, String confirm) {
        try (Spool spool = Spool.reading(file); Connection connection = open()) {
            Map<Table, Region> rows = checked(spool);
            execute(connection, "LOCK TABLE " + String.join(", ", rows.keySet().stream().map(Table::name).toList())
                    + " IN ACCESS EXCLUSIVE MODE");
            requireSameInstallation(connection, spool, rows, confirm);
            List<Table> backwards = new ArrayList<>(rows.keySet());
            Collections.reverse(backwards);
            for (Table table : backwards) {
                execute(connection, "DELETE FROM " + table.name());
            }
            for (Map.Entry<Table, Region> table : rows.entrySet()) {
                try (Rows lines = new Rows(new RowCodec(table.getKey(), true), spool, table.getValue())) {
                    lines.insert(connection, new TenantId(config.multiTenancy().bootstrapTenant().id()));
                }
            }
            connection.commit();
        } catch (SQLException | IOException e) {
            throw failed("restored", e);
        }
    }

    private Map<Table, Region> checked(Spool spool) throws IOException {
        ArchiveReader archive = new ArchiveReader(spool);
        Entry head = required(archive.next(), HEAD);
        String expected = Jsons.PROVIDER.createObjectBuilder().add("format", Archive.FORMAT).add("schema_version", SchemaVersions.SYSTEM).build() + "\n";
        if (!head.hash().equals(Sha256.hex(expected))) {
            throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, "The backup is of another version than " + SchemaVersions.SYSTEM
                    + ", which this build knows. Restore it with the build that made it, then run 'docex upgrade'.");
        }
        Map<Table, Region> rows = new LinkedHashMap<>();
        for (Table table : Table.ofSystem()) {
            Entry entry = required(archive.next(), table.entry());
            rows.put(table, entry.region());
            try (Rows lines = new Rows(new RowCodec(table, true), spool, entry.region())) {
                lines.forEachRemaining(row -> {});
            }
        }
        if (archive.next().isPresent()) {
            throw Archive.invalid("it holds more than a backup of the system does.");
        }
        return rows;
    }

    private static Entry required(Optional<Entry> entry, String name) {
        return entry.filter(found -> found.name().equals(name)).orElseThrow(() -> Archive.invalid(name + " is missing in its place."));
    }

    private static void requireSameInstallation(
            Connection connection, Spool spool, Map<Table, Region> rows, String confirm)
            throws SQLException, IOException {
        Table installation = rows.keySet().iterator().next();
        String here = text(connection, "SELECT id FROM installation").orElse("");
        try (Rows lines = new Rows(new RowCodec(installation, true), spool, rows.get(installation))) {
            String there = lines.hasNext() ? lines.next().getString("id") : "";
            if (there.isEmpty() || !here.isEmpty() && !here.equals(there)) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The backup is of installation '" + there + "', this database "
                        + "is of '" + here + "'. Restore it where it belongs; roles and schemas carry the installation's id.");
            }
            SystemFileBackup.requireConfirmed(there, confirm);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setSchema(config.multiTenancy().bootstrapTenant().schema());
        connection.commit();
        return connection;
    }

    private static String version(Connection connection) throws SQLException {
        return text(connection, "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL "
                + "ORDER BY installed_rank DESC LIMIT 1").orElse("");
    }

    private static Optional<String> text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Spool spool() throws IOException {
        return Spool.in(config.transfer().spoolPath(), Long.MAX_VALUE);
    }

    private static DocexException failed(String what, Exception cause) {
        return cause instanceof IOException
                ? new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The backup cannot be " + what + ": " + cause.getMessage()
                        + ". Name another file, or make room.", cause)
                : cause instanceof SQLException e && RowRefusal.is(e)
                ? Archive.invalid("the database does not take its rows, because they contradict each other or a rule.")
                : new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, "The backup was not " + what + ". "
                        + DatabaseFault.SYSTEM.explain(cause), cause);
    }
}
