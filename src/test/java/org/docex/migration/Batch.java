package org.docex.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows in one transaction, sent in the order of the first row of each kind. */
final class Batch implements AutoCloseable {
    private static final int SENT_AT_ONCE = 2000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private int waiting;

    Batch(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    void add(OldRow row) throws SQLException {
        String sql = row.insert();
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        int i = 0;
        for (Object value : row.columns().values()) {
            statement.setObject(++i, value);
        }
        statement.addBatch();
        if (++waiting == SENT_AT_ONCE) {
            send();
        }
    }

    private void send() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
        waiting = 0;
    }

    void commit() throws SQLException {
        send();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
