package org.docex.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The floor: what a unit of work and a provisioning cost with plain JDBC and no walls at all. The same statements in the same
 * four transactions, and the same file operations.
 */
public final class BenchFloor implements AutoCloseable {
    public static final byte[] CONTENT = "x".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    private final boolean postgres;
    private final Path home;
    private final BlockingQueue<Connection> pool;
    private final Map<String, Connection> files = new ConcurrentHashMap<>();

    private BenchFloor(boolean postgres, Path home, int threads) {
        this.postgres = postgres;
        this.home = home;
        this.pool = new ArrayBlockingQueue<>(threads);
    }

    public static BenchFloor open(boolean postgres, Path home, int threads) throws SQLException {
        BenchFloor floor = new BenchFloor(postgres, home, threads);
        for (int i = 0; postgres && i < threads; i++) {
            Connection connection = DriverManager.getConnection(System.getenv("DOCEX_DATABASE_URL"), "postgres", "");
            connection.setAutoCommit(false);
            floor.pool.add(connection);
        }
        return floor;
    }

    /** Gets a document, lists 50, adds one with five rows of metadata. */
    public void unit(String tenant, String basket, String document, long serial) throws Exception {
        if (postgres) {
            Connection connection = pool.take();
            try {
                unit(connection, "tenant_" + tenant + ".", tenant, basket, document, serial);
            } finally {
                pool.add(connection);
            }
        } else {
            Connection connection = files.computeIfAbsent(tenant, this::file);
            synchronized (connection) {
                unit(connection, "", tenant, basket, document, serial);
            }
        }
    }

    private Connection file(String tenant) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("storage/tenant_" + tenant + "/docex.db")
                    + "?open_mode=2&synchronous=FULL&foreign_keys=true&busy_timeout=10000");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unit(Connection connection, String schema, String tenant, String basket, String document, long serial)
            throws Exception {
        read(connection, "SELECT * FROM " + schema + "document WHERE id = ?", document);
        connection.commit();
        read(connection, "SELECT * FROM " + schema + "docbasket WHERE id = ?", basket);
        read(connection, "SELECT * FROM " + schema + "document WHERE basket_id = ? ORDER BY created_at DESC, id DESC LIMIT 51", basket);
        connection.commit();
        read(connection, "SELECT * FROM " + schema + "docbasket WHERE id = ?", basket);
        connection.commit();

        Path area = home.resolve("storage/documents/" + tenant);
        Path draft = area.resolve(".staging/floor" + serial);
        String checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(CONTENT));
            channel.force(true);
        }
        read(connection, "SELECT * FROM " + schema + "docbasket WHERE id = ?", basket);
        read(connection, "SELECT * FROM " + schema + "document WHERE basket_id = ? AND checksum = ? AND source_digest = ? "
                + "AND status <> 'DUPLICATE'", basket, checksum, "floor" + serial);
        Path folder = Files.createDirectories(area.resolve("floor"));
        Files.createLink(folder.resolve("f" + serial), draft);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        Object now = postgres ? Timestamp.from(Instant.now()) : Instant.now().toString();
        write(connection, "INSERT INTO " + schema + "document (id, basket_id, name, source, source_digest, path, content_type, "
                + "document_type, size, checksum, status, content_version, processing_attempts, row_version, created_at, created_by, "
                + "updated_at, updated_by) VALUES (?, ?, 'bench.txt', 'floor', ?, ?, 'text/plain', 'file', 1000, ?, 'RECEIVED', 1, 0, 1, "
                + "?, 'floor', ?, 'floor')", "flo" + serial, basket, "floor" + serial, "floor/f" + serial, checksum, now, now);
        try (PreparedStatement batch = connection.prepareStatement("INSERT INTO " + schema + "document_metadata (id, document_id, key, "
                + "value, value_digest, metadata_type, created_at, created_by, updated_at, updated_by) "
                + "VALUES (?, ?, ?, 'value', ?, 'custom', ?, 'floor', ?, 'floor')")) {
            for (int i = 0; i < 5; i++) {
                Object[] values = {"flm" + serial + i, "flo" + serial, "key" + i, checksum, now, now};
                for (int at = 0; at < values.length; at++) {
                    batch.setObject(at + 1, values[at]);
                }
                batch.addBatch();
            }
            batch.executeBatch();
        }
        connection.commit();
        Files.delete(draft);
    }

    /** The bare script: a role, a schema, the tables, in one transaction; on SQLite the script on a new file. */
    public void provision(String tenant) throws SQLException, IOException {
        String script = resource("/db/migration/" + (postgres ? "postgresql" : "sqlite") + "/tenant/V1__tenant_boundary.sql");
        if (!postgres) {
            Path file = Files.createDirectories(home.resolve("storage/bare")).resolve(tenant + ".db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL")) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(script);
                }
                connection.commit();
            }
            return;
        }
        Connection connection = pool.remove();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE bare_role_" + tenant + "; CREATE SCHEMA bare_" + tenant + "; GRANT USAGE ON SCHEMA bare_" + tenant
                    + " TO bare_role_" + tenant + "; SET LOCAL search_path = bare_" + tenant);
            statement.execute(script.replace("${tenant_role}", "bare_role_" + tenant));
            connection.commit();
        } finally {
            pool.add(connection);
        }
    }

    private static void read(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        rows.getObject(column);
                    }
                }
            }
        }
    }

    private static void write(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String resource(String name) throws IOException {
        return new String(BenchFloor.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : pool) {
            connection.close();
        }
        for (Connection connection : files.values()) {
            connection.close();
        }
    }
}
