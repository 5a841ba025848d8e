package org.docex.migration;

import jakarta.json.JsonObject;
import org.docex.migration.report.Faults;
import org.docex.tenant.TenantId;
import org.docex.transfer.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes rows in the current transaction, many at a time, those that others refer to first. */
final class Loading extends Counting {
    private static final int BATCH = 500;

    private final Connection connection;
    private final TenantId tenant;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private int pending;

    Loading(Connection connection, TenantId tenant, boolean postgres) throws SQLException {
        super(postgres);
        this.connection = connection;
        this.tenant = tenant;
        for (Table table : Table.all()) {
            statements.put(table.name(), connection.prepareStatement(codec(table.name()).statement()));
        }
    }

    @Override
    void take(String table, JsonObject row, String line) {
        try {
            PreparedStatement statement = statements.get(table);
            codec(table).bind(statement, row, tenant);
            statement.addBatch();
            if (++pending == BATCH) {
                flush();
            }
        } catch (SQLException e) {
            throw Faults.of("the new table " + table, e);
        }
    }

    void flush() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
        pending = 0;
    }

    boolean isLoaded() throws SQLException {
        try (PreparedStatement found = connection.prepareStatement("SELECT 1 FROM audit WHERE action = 'MIGRATED'")) {
            return found.executeQuery().next();
        }
    }
}
