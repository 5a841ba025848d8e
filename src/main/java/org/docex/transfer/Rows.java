package org.docex.transfer;

import jakarta.json.JsonObject;
import org.docex.tenant.TenantId;
import org.docex.transfer.Spool.Region;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;

/** The spooled rows of one table, each checked when it is read. */
final class Rows implements Iterator<JsonObject>, AutoCloseable {
    private static final int BATCH = 200;

    private final RowCodec codec;
    private final Lines lines;

    Rows(RowCodec codec, Spool spool, Region region) throws IOException {
        this.codec = codec;
        this.lines = new Lines(spool.read(region));
    }

    @Override
    public boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public JsonObject next() {
        return codec.row(lines.next());
    }

    /** Writes all rows that are left, in the current transaction. */
    void insert(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(codec.statement())) {
            if (codec.isSeeded()) {
                codec.bind(statement, next(), tenant);
                statement.executeUpdate();
                return;
            }
            int pending = 0;
            while (hasNext()) {
                codec.bind(statement, next(), tenant);
                statement.addBatch();
                if (++pending == BATCH) {
                    statement.executeBatch();
                    pending = 0;
                }
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
