package org.docex.it;

import org.docex.paging.SortableTime;
import org.docex.storage.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Many documents without content, written past all walls. */
final class DocumentRows {
    private static final int FOUND = 10;
    private static final int BATCH = 1000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private DocumentRows() {}

    /** Looks for one of the numbers, each of which {@value #FOUND} documents have. */
    static String search(int number) {
        return "/documents?limit=50&metadata=" + Api.encode("{\"number\":" + number + "}");
    }

    static void insert(OwnInstallation installation, String tenant, String basket, int count) throws SQLException {
        try (Connection connection = installation.inside(tenant);
                PreparedStatement documents = connection.prepareStatement("INSERT INTO document (id, basket_id, name, source, source_digest, path, "
                        + "content_type, document_type, size, checksum, status, content_version, processing_attempts, row_version, created_at, "
                        + "created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, '', 'text/plain', 'file', 1, ?, 'RECEIVED', 1, 0, 1, ?, 'x', ?, 'x')");
                PreparedStatement metadata = connection.prepareStatement("INSERT INTO document_metadata (id, document_id, key, value, value_digest, "
                        + "metadata_type, created_at, created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, 'custom', ?, 'x', ?, 'x')")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                insert(documents, metadata, basket, i, count / FOUND);
                if (i % BATCH == BATCH - 1 || i == count - 1) {
                    documents.executeBatch();
                    metadata.executeBatch();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            connection.createStatement().execute("ANALYZE");
        }
    }

    private static void insert(PreparedStatement documents, PreparedStatement metadata, String basket, int i, int numbers) throws SQLException {
        Object time = time(FIRST.plusSeconds(i));
        String id = "doc_" + i;
        set(documents, id, basket, "d" + i, "d" + i, Sha256.hex("d" + i), Sha256.hex("c" + i), time, time);
        documents.addBatch();
        String number = Integer.toString(i % numbers);
        set(metadata, "num_" + i, id, "number", number, Sha256.hex(number), time, time);
        metadata.addBatch();
        String name = "\"d" + i + "\"";
        set(metadata, "nam_" + i, id, "original_filename", name, Sha256.hex(name), time, time);
        metadata.addBatch();
    }

    private static Object time(Instant time) {
        return TestInstallation.onPostgres() ? Timestamp.from(time) : SortableTime.format(time);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
