package org.docex.tenant.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an {@link IsolationStrategy} must keep, inside a real server with its transaction manager and pool. A strategy passes
 * when a subclass that gives it runs green on every server.
 */
abstract class IsolationStrategyContract {
    @Inject
    TenantProvisioner provisioner;

    @Inject
    TenantDirectory directory;

    @Inject
    ServerTransactions transactions;

    private final AtomicInteger out = new AtomicInteger();
    private Boundary one;
    private Boundary two;

    abstract IsolationStrategy strategy();

    /** A boundary like this one that nobody provisioned. */
    abstract Boundary missing(Boundary like);

    private interface Work {
        void run(Connection first, Connection second) throws SQLException;
    }

    @BeforeEach
    void provision() {
        one = provisioned("contract_one");
        two = provisioned("contract_two");
    }

    @Test
    void a_connection_reads_and_writes_its_own_boundary_alone() throws Exception {
        String row = unique();
        commit(one, false, (connection, again) -> insert(connection, row));
        commit(two, false, (connection, again) -> assertEquals(0, count(connection, row)));
        commit(one, true, (connection, again) -> assertEquals(1, count(connection, row)));
    }

    @Test
    void all_connections_of_a_transaction_are_in_the_same_one() throws Exception {
        String row = unique();
        commit(one, false, (connection, again) -> {
            insert(connection, row);
            assertEquals(1, count(again, row));
        });
    }

    @Test
    void a_rollback_leaves_nothing() throws Exception {
        String row = unique();
        rollback(one, (connection, again) -> insert(connection, row));
        commit(two, true, (connection, again) -> assertEquals(0, count(connection, row)));
        commit(one, true, (connection, again) -> assertEquals(0, count(connection, row)));
    }

    @Test
    void a_reading_transaction_cannot_write() throws Exception {
        String row = unique();
        rollback(transaction(one, true), (connection, again) -> assertThrows(SQLException.class, () -> insert(connection, row)));
        commit(one, true, (connection, again) -> assertEquals(0, count(connection, row)));
    }

    @Test
    void the_pool_gets_connections_back_that_know_no_tenant() throws Exception {
        String row = unique();
        commit(one, false, (connection, again) -> insert(connection, row));
        assertPoolKnowsNothing();
        rollback(one, (connection, again) -> insert(connection, unique()));
        assertPoolKnowsNothing();
        rollback(one, (connection, again) -> assertThrows(SQLException.class, () -> execute(connection, "SELECT nonsense")));
        assertPoolKnowsNothing();
    }

    /** As a transaction manager ends one that took too long. */
    @Test
    void a_transaction_that_ends_on_another_thread_leaves_nothing() throws Exception {
        String row = unique();
        begin();
        run(transaction(one, false), (connection, again) -> insert(connection, row));
        TransactionManager manager = transactions.manager();
        Transaction suspended = manager.suspend();
        transactions.onAnotherThread(() -> {
            manager.resume(suspended);
            manager.rollback();
            return true;
        });
        assertPoolKnowsNothing();
        commit(one, true, (connection, again) -> assertEquals(0, count(connection, row)));
        commit(one, false, (connection, again) -> insert(connection, row));
    }

    @Test
    void what_cannot_be_bound_is_refused_and_nothing_is_kept() throws Exception {
        assertThrows(Exception.class, () -> rollback(transaction(missing(one), false), (connection, again) -> count(connection, "x")));
        assertEquals(0, out.get());
        commit(one, true, (connection, again) -> assertEquals(0, count(connection, "x")));
    }

    private Boundary provisioned(String id) {
        try {
            provisioner.create(new TenantId(id), "Contract", "test");
        } catch (DocexException exists) {
            assertEquals(ErrorCode.TENANT_EXISTS, exists.code());
        }
        return directory.admit(UserContext.of("ann", id, Set.of("user")));
    }

    private static TenantTransaction transaction(Boundary boundary, boolean reading) {
        return new TenantTransaction(boundary, reading);
    }

    private void commit(Boundary boundary, boolean reading, Work work) throws Exception {
        UserTransaction transaction = begin();
        try {
            run(transaction(boundary, reading), work);
            transaction.commit();
        } catch (Exception | AssertionError e) {
            transaction.rollback();
            throw e;
        }
    }

    private void rollback(Boundary boundary, Work work) throws Exception {
        rollback(transaction(boundary, false), work);
    }

    private void rollback(TenantTransaction bound, Work work) throws Exception {
        UserTransaction transaction = begin();
        try {
            run(bound, work);
        } finally {
            transaction.rollback();
        }
    }

    private static UserTransaction begin() throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        return transaction;
    }

    private void run(TenantTransaction bound, Work work) throws Exception {
        TransactionManager manager = transactions.manager();
        try (Connection first = strategy().connect(bound, manager, this::acquire);
                Connection second = strategy().connect(bound, manager, this::acquire)) {
            work.run(first, second);
        }
    }

    /** A connection of the container's pool; those that are not closed are counted. */
    private Connection acquire() throws SQLException {
        Connection pooled = pool().getConnection();
        out.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !pooled.isClosed()) {
                        out.decrementAndGet();
                    }
                    try {
                        return method.invoke(pooled, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DataSource pool() {
        try {
            return InitialContext.doLookup("jdbc/docexTenants");
        } catch (javax.naming.NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertPoolKnowsNothing() throws SQLException {
        try (Connection pooled = pool().getConnection()) {
            assertThrows(SQLException.class, () -> count(pooled, "x"));
        }
        try (Connection pooled = pool().getConnection(); Statement statement = pooled.createStatement()) {
            if (pooled.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                ResultSet row = statement.executeQuery("SELECT current_user = session_user AND current_setting('search_path') = 'docex_none'");
                assertTrue(row.next() && row.getBoolean(1));
            }
        }
    }

    private static void insert(Connection connection, String id) throws SQLException {
        execute(connection, "INSERT INTO docbasket (id, name, storage, status, row_version, created_at, created_by, updated_at, updated_by) "
                + "VALUES ('" + id + "', '" + id + "', 'documents', 'active', 1, '2026-01-01T00:00:00.000000Z', 'ann', "
                + "'2026-01-01T00:00:00.000000Z', 'ann')");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM docbasket WHERE id = '" + id + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String unique() {
        return "bas_" + Long.toHexString(System.nanoTime());
    }
}
