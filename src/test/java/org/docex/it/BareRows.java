package org.docex.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** The rows that adding a document writes, in one transaction with plain JDBC on a held connection: on SQLite one, else as many as are used at once. */
public final class BareRows implements AutoCloseable {
    private static final int METADATA = 5;

    private final boolean postgres;
    private final Path home;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();

    public BareRows(boolean postgres, Path home) {
        this.postgres = postgres;
        this.home = home;
    }

    public void add(String tenant, String basket, String name, int size, String checksum) throws SQLException {
        if (postgres) {
            Connection connection = idle.pollFirst();
            if (connection == null) {
                connection = DriverManager.getConnection(System.getenv("DOCEX_DATABASE_URL"), "postgres", "");
                connection.setAutoCommit(false);
            }
            add(connection, "tenant_" + tenant + ".", tenant, basket, name, size, checksum);
            idle.addFirst(connection);
            return;
        }
        synchronized (this) {
            if (idle.isEmpty()) {
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("storage/tenant_" + tenant + "/docex.db")
                        + "?open_mode=2&journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout=10000");
                connection.setAutoCommit(false);
                idle.add(connection);
            }
            add(idle.getFirst(), "", tenant, basket, name, size, checksum);
        }
    }

    private void add(Connection connection, String schema, String tenant, String basket, String name, int size, String checksum) throws SQLException {
        Object now = postgres ? Timestamp.from(Instant.now()) : Instant.now().toString();
        String id = "bare_" + name;
        String details = "{\"name\":\"" + name + "\",\"source\":\"" + name + "\",\"stored_path\":\"bare/" + name
                + "\",\"document_type\":\"file\",\"content_type\":\"text/plain\",\"size\":" + size + ",\"checksum\":\"" + checksum + "\"}";
        write(connection, "INSERT INTO " + schema + "document (id, basket_id, name, source, source_digest, path, content_type, document_type, size, "
                + "checksum, status, content_version, processing_attempts, row_version, created_at, created_by, updated_at, updated_by) VALUES "
                + "(?, ?, ?, ?, ?, ?, 'text/plain', 'file', ?, ?, 'RECEIVED', 1, 0, 1, ?, 'bare', ?, 'bare')",
                id, basket, name, name, name, "bare/" + name, size, checksum, now, now);
        metadata(connection, schema, id, checksum, now);
        write(connection, "INSERT INTO " + schema + "file_history (id, document_id, version, original_path, internal_path, checksum, size, "
                + "content_type, reason, created_at, created_by) VALUES (?, ?, 1, ?, ?, ?, ?, 'text/plain', 'ADD', ?, 'bare')",
                id, id, name, "bare/" + name, checksum, size, now);
        write(connection, "INSERT INTO " + schema + "operations (id, document_id, operation_type, status, details, created_at, created_by, "
                + "completed_at) VALUES (?, ?, 'ADD', 'success', ?, ?, 'bare', ?)", id, id, details, now, now);
        write(connection, "INSERT INTO " + schema + "audit (id, occurred_at, tenant_id, user_id, action, object_id, origin, request_id, result, "
                + "details) VALUES (?, ?, ?, 'bare', 'DOCUMENT_ADDED', ?, '127.0.0.1', ?, 'OK', ?)", id, now, tenant, id, id, details);
        write(connection, "UPDATE " + schema + "event_clock SET last_sequence = last_sequence + 1 WHERE id = 1");
        write(connection, "INSERT INTO " + schema + "doc_events (id, sequence, basket_id, document_id, event_type, event_timestamp, data, source, "
                + "status) VALUES (?, ?, ?, ?, 'DOCUMENT_ADDED', ?, ?, 'docex', 'PENDING')", id, sequence(connection, schema), basket, id, now, details);
        connection.commit();
    }

    private static void metadata(Connection connection, String schema, String id, String digest, Object now) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement("INSERT INTO " + schema + "document_metadata (id, document_id, key, value, "
                + "value_digest, metadata_type, created_at, created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, 'custom', ?, 'bare', ?, 'bare')")) {
            for (int i = 0; i < METADATA; i++) {
                set(batch, id + i, id, "key" + i, "\"value\"", digest, now, now);
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    private static long sequence(Connection connection, String schema) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT last_sequence FROM " + schema + "event_clock WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void write(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() {
        for (Connection connection : idle) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
