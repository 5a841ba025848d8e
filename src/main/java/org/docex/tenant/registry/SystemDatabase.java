package org.docex.tenant.registry;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.health.PoolUse;
import org.docex.log.Log;
import org.docex.paging.SortableTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of the system boundary: the register, the journal, the installation's own row. Plain JDBC on a data source
 * that takes part in no JTA transaction.
 */
public final class SystemDatabase {
    private final Source source;
    private final PoolUse use;
    private final boolean postgres;
    private final String schema;

    /** @param schema the system schema; used on PostgreSQL only */
    public SystemDatabase(DataSource source, boolean postgres, String schema) {
        this(source, postgres, schema, new PoolUse());
    }

    /** The system database of a configuration, over a source of one's own. */
    public static SystemDatabase of(DocexConfig config, DataSource source) {
        return new SystemDatabase(source, config.database() instanceof Postgres, config.multiTenancy().bootstrapTenant().schema());
    }

    SystemDatabase(DataSource source, boolean postgres, String schema, PoolUse use) {
        this(source::getConnection, postgres, schema, use);
    }

    private SystemDatabase(Source source, boolean postgres, String schema, PoolUse use) {
        this.source = source;
        this.use = use;
        this.postgres = postgres;
        this.schema = schema;
    }

    public boolean isPostgres() {
        return postgres;
    }

    /** The table's name as a statement must write it. */
    public String table(String name) {
        return postgres ? '"' + schema + "\"." + name : name;
    }

    /** Work that reads; each statement for itself. */
    public <T> T read(Work<T> work) {
        try (Taken taken = take()) {
            return work.run(new Statements(taken.connection(), postgres));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Work that is committed as a whole or not at all. */
    public <T> T write(Work<T> work) {
        try (Taken taken = take()) {
            Connection connection = taken.connection();
            connection.setAutoCommit(false);
            try {
                T result = work.run(new Statements(connection, postgres));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * PostgreSQL: this database on one connection that holds a lock until it is closed or dies; empty when somebody else
     * holds it. One connection, so that lock and work never wait for each other in a small pool.
     */
    public Optional<Locked> locked(String name) {
        try {
            Taken taken = take();
            Connection connection = taken.connection();
            try {
                boolean lockedNow = new Statements(connection, postgres)
                        .one("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", row -> row.getBoolean(1), name)
                        .orElse(false);
                if (!lockedNow) {
                    taken.close();
                    return Optional.empty();
                }
            } catch (SQLException e) {
                taken.close();
                throw e;
            }
            Connection kept = (Connection) Proxy.newProxyInstance(SystemDatabase.class.getClassLoader(),
                    new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            return Optional.of(new Locked(new SystemDatabase(() -> kept, postgres, schema, new PoolUse()), taken, name));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** A database whose every use is on the connection that holds the lock. */
    public record Locked(SystemDatabase database, Taken taken, String name) implements AutoCloseable {
        @Override
        public void close() {
            try (taken) {
                new Statements(taken.connection(), true)
                        .one("SELECT pg_advisory_unlock(hashtextextended(?, 0))", row -> true, name);
            } catch (SQLException lost) {
                Log.of(SystemDatabase.class).debug("The connection that held a lock is gone, and the lock with it", lost);
            }
        }
    }

    /** A connection that is counted until it is closed. */
    record Taken(Connection connection, PoolUse.Held held) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            try (connection) {
                held.close();
            }
        }
    }

    private Taken take() throws SQLException {
        long start = System.nanoTime();
        return new Taken(source.getConnection(), use.taken(start));
    }

    private static void rollback(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            because.addSuppressed(lost);
        }
    }

    private static DocexException unavailable(SQLException e) {
        return new DocexException(ErrorCode.REGISTRY_UNAVAILABLE, DatabaseFault.SYSTEM.explain(e), e);
    }

    private interface Source {
        Connection getConnection() throws SQLException;
    }

    /** Something done with statements. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Statements statements) throws SQLException;
    }

    /** Turns the current row into a value. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements on one connection. */
    public static final class Statements {
        private final Connection connection;
        private final boolean postgres;

        Statements(Connection connection, boolean postgres) {
            this.connection = connection;
            this.postgres = postgres;
        }

        public Connection connection() {
            return connection;
        }

        public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters); ResultSet found = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row.read(found));
                }
                return rows;
            }
        }

        public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
            return list(sql, row, parameters).stream().findFirst();
        }

        public OptionalLong number(String sql, @Nullable Object... parameters) throws SQLException {
            return one(sql, found -> found.getLong(1), parameters).map(OptionalLong::of).orElse(OptionalLong.empty());
        }

        public int update(String sql, @Nullable Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return statement.executeUpdate();
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                if (value instanceof Instant time) {
                    setTime(statement, i + 1, time);
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        }

        private void setTime(PreparedStatement statement, int index, Instant time) throws SQLException {
            if (postgres) {
                statement.setTimestamp(index, Timestamp.from(time));
            } else {
                statement.setString(index, SortableTime.format(time));
            }
        }

        /** A time column: {@code timestamptz} or RFC 3339 text. */
        public Instant time(ResultSet row, String column) throws SQLException {
            return postgres ? row.getTimestamp(column).toInstant() : Instant.parse(row.getString(column));
        }
    }
}
