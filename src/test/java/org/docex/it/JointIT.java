package org.docex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.docex.basket.Basket;
import org.docex.basket.BasketService;
import org.docex.basket.CreateBasket;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.PageRequest;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;
import org.docex.tenant.context.TenantUnit;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.Tenant;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The joint of unit, transaction and connection, inside the server: what {@code docs/adr/0002} claims. */
@ExtendWith(ArquillianExtension.class)
class JointIT {
    private static final UserContext ONE = UserContext.of("ann", "joint_one", Set.of("admin"));
    private static final UserContext TWO = UserContext.of("bob", "joint_two", Set.of("admin"));

    @Inject
    DocEX docex;

    @Inject
    Probe probe;

    @Inject
    BasketService baskets;

    @Inject
    TenantProvisioner provisioner;

    @Inject
    CachedTenantDirectory directory;

    @Inject
    UserContext injected;

    @Deployment
    static WebArchive war() {
        return Deployments.docex(JointIT.class, Probe.class, Deployments.class);
    }

    @BeforeEach
    void provision() {
        for (UserContext context : List.of(ONE, TWO)) {
            try {
                provisioner.create(new TenantId(context.tenantId().orElseThrow()), "Joint", "test");
            } catch (DocexException exists) {
                assertEquals(ErrorCode.TENANT_EXISTS, exists.code());
            }
        }
    }

    @Test
    void each_tenant_reads_its_own_rows_only() throws Exception {
        String name = unique();
        String mine = docex.as(ONE).call(() -> baskets.create(basket(name))).id();
        String theirs = docex.as(TWO).call(() -> baskets.create(basket(name))).id();

        assertEquals(mine, docex.as(ONE).call(() -> baskets.findByName(name)).orElseThrow().id());
        assertEquals(theirs, docex.as(TWO).call(() -> baskets.findByName(name)).orElseThrow().id());
        assertRefused(ErrorCode.NOT_FOUND, () -> docex.as(TWO).call(() -> baskets.get(mine)));
    }

    @Test
    void a_rolled_back_transaction_leaves_nothing_and_the_next_tenant_reads_its_own_rows() throws Exception {
        String name = unique();
        assertThrows(Exception.class, () -> docex.as(ONE).call(() -> probe.write(em -> {
            baskets.create(basket(name));
            throw new IllegalStateException("thrown by the test");
        })));

        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
        docex.as(TWO).call(() -> baskets.create(basket(name)));
        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
    }

    @Test
    void a_second_tenant_in_one_transaction_is_refused() throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        String name = unique();
        transaction.begin();
        try {
            docex.as(ONE).call(() -> baskets.create(basket(name)));
            assertRefused(ErrorCode.ISOLATION_VIOLATION, () -> docex.as(TWO).call(() -> baskets.create(basket(name))));
        } finally {
            transaction.rollback();
        }
        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
        assertTrue(docex.as(TWO).call(() -> baskets.findByName(name)).isEmpty());
    }

    @Test
    void a_nested_transaction_of_another_tenant_stands_alone() throws Exception {
        String name = unique();
        assertThrows(Exception.class, () -> docex.as(ONE).call(() -> probe.write(em -> {
            baskets.create(basket(name));
            docex.as(TWO).run(() -> probe.writeAlone(inner -> baskets.create(basket(name))));
            throw new IllegalStateException("thrown by the test");
        })));

        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
        assertTrue(docex.as(TWO).call(() -> baskets.findByName(name)).isPresent());
    }

    @Test
    void work_without_a_unit_is_refused_whatever_it_is() {
        List<Function<EntityManager, Object>> works = List.of(
                em -> em.find(Basket.class, "bas_x"),
                em -> em.createNamedQuery("Basket.byName").setParameter("name", "x").getResultList(),
                em -> em.createNativeQuery("SELECT 1").getResultList(),
                em -> {
                    em.persist(new Object());
                    return em;
                });
        for (Function<EntityManager, Object> work : works) {
            assertRefused(ErrorCode.CONTEXT_REQUIRED, () -> probe.write(work));
        }
        assertRefused(ErrorCode.CONTEXT_REQUIRED, () -> baskets.list(firstPage()));
        assertRefused(ErrorCode.CONTEXT_REQUIRED, () -> injected.userId());
    }

    @Test
    void work_without_a_transaction_is_refused() {
        assertRefused(ErrorCode.TRANSACTION_REQUIRED,
                () -> docex.as(ONE).call(() -> probe.withoutTransaction(em -> em.find(Basket.class, "bas_x"))));
    }

    @Test
    void a_reading_transaction_is_refused_a_write_by_the_database() throws Exception {
        String name = unique();
        assertThrows(Exception.class, () -> docex.as(ONE).call(() -> probe.read(em -> baskets.create(basket(name)))));
        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
    }

    @Test
    void a_cold_directory_is_read_inside_a_transaction() throws Exception {
        String name = unique();
        docex.as(ONE).call(() -> {
            directory.forget(new TenantId("joint_one"));
            return baskets.create(basket(name));
        });
        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isPresent());
    }

    @Test
    void the_user_context_is_the_one_of_the_unit_and_is_gone_with_it() throws Exception {
        assertEquals("ann", docex.as(ONE).call(() -> injected.userId()));
        assertEquals("bob", docex.as(ONE).call(() -> docex.as(TWO).call(() -> injected.userId())));
        assertRefused(ErrorCode.CONTEXT_REQUIRED, () -> injected.userId());
    }

    @Test
    void a_unit_does_not_follow_work_to_another_thread() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> bound = docex.as(ONE).call(() -> other.submit(() -> TenantUnit.current().isPresent()));
            assertFalse(bound.get());
            Future<String> own = docex.as(ONE).call(
                    () -> other.submit(() -> docex.as(TWO).call(() -> TenantUnit.required().userContext().userId())));
            assertEquals("bob", own.get());
        } finally {
            other.shutdown();
        }
    }

    @Test
    void a_session_that_outlived_its_unit_reads_nothing_for_the_next_tenant() throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        List<EntityManager> kept = new ArrayList<>();
        docex.as(ONE).call(() -> probe.write(em -> kept.add(em.unwrap(JpaEntityManager.class))));
        transaction.begin();
        try {
            assertThrows(Exception.class, () -> docex.as(TWO).call(() -> kept.get(0).find(Basket.class, "bas_x")));
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void a_second_resource_next_to_a_file_is_refused_and_nothing_is_written() throws Exception {
        if (onPostgres()) {
            assertTrue(docex.as(ONE).call(() -> probe.write(em -> em.createNativeQuery("SELECT current_user").getSingleResult()))
                    .toString().endsWith("_t_joint_one"));
            return;
        }
        String name = unique();
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        docex.as(ONE).call(() -> baskets.create(basket(name)));
        TransactionManager manager = docex.as(ONE).call(() -> probe.write(em ->
                ((JTATransactionController) em.unwrap(JpaEntityManager.class).getServerSession()
                        .getExternalTransactionController()).getTransactionManager()));
        assertThrows(Exception.class, () -> {
            manager.getTransaction().enlistResource(secondResource());
            transaction.commit();
        });
        if (transaction.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
            transaction.rollback();
        }
        assertTrue(docex.as(ONE).call(() -> baskets.findByName(name)).isEmpty());
    }

    @Test
    void a_pooled_connection_knows_nothing_of_a_tenant() throws Exception {
        docex.as(ONE).call(() -> baskets.list(firstPage()));
        try (Connection pooled = ((DataSource) InitialContext.doLookup("jdbc/docexTenants")).getConnection();
                Statement statement = pooled.createStatement();
                ResultSet row = statement.executeQuery(onPostgres()
                        ? "SELECT current_user || ' ' || current_setting('search_path') || ' ' || current_setting('role')"
                        : "SELECT coalesce(file, '') FROM pragma_database_list WHERE name = 'main'")) {
            assertTrue(row.next());
            String seen = row.getString(1);
            assertTrue(onPostgres() ? seen.endsWith("_tenants docex_none none") : seen.isEmpty(), seen);
        }
    }

    @Test
    void the_database_itself_refuses_what_is_not_the_tenants() throws Exception {
        List<String> forbidden = onPostgres()
                ? List.of("SELECT count(*) FROM tenant_joint_two.docbasket", "SELECT count(*) FROM docex_system.tenant_registry",
                        "CREATE TEMPORARY TABLE docbasket (id int)", "CREATE TABLE mine (id int)",
                        "UPDATE audit SET action = 'x'", "SELECT count(*) FROM flyway_schema_history",
                        "SELECT docex_roles.create_tenant_role('x')")
                : List.of("ATTACH DATABASE ':memory:' AS other");
        for (String sql : forbidden) {
            assertThrows(Exception.class, () -> docex.as(ONE).call(() -> probe.write(em -> run(em, sql))), sql);
        }
    }

    /** The documented limit of the second wall: injected SQL that changes role itself. See the security guide. */
    @Test
    void set_config_can_escape_the_role_and_is_why_no_sql_is_built_from_input() throws Exception {
        if (!onPostgres()) {
            assertEquals(1, ((Number) docex.as(ONE).call(() -> probe.read(
                    em -> em.createNativeQuery("SELECT 1").getSingleResult()))).intValue());
            return;
        }
        Tenant two = provisioner.repair(new TenantId("joint_two")).orElseThrow();
        Object user = docex.as(ONE).call(() -> probe.write(em -> {
            em.createNativeQuery("SELECT set_config('role', '" + two.roleName().orElseThrow() + "', true)").getSingleResult();
            return em.createNativeQuery("SELECT current_user").getSingleResult();
        }));
        assertEquals(two.roleName(), Optional.of(user.toString()));
    }

    private static Object run(EntityManager entities, String sql) {
        return sql.startsWith("SELECT")
                ? entities.createNativeQuery(sql).getResultList()
                : entities.createNativeQuery(sql).executeUpdate();
    }

    private static XAResource secondResource() {
        return (XAResource) Proxy.newProxyInstance(JointIT.class.getClassLoader(), new Class<?>[] {XAResource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "prepare", "getTransactionTimeout" -> 0;
                    case "isSameRM", "setTransactionTimeout" -> false;
                    case "recover" -> new javax.transaction.xa.Xid[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "second resource";
                    default -> null;
                });
    }

    private static boolean onPostgres() {
        return "postgres".equals(System.getenv("DOCEX_DATABASE"));
    }

    private static String unique() {
        return "b" + Long.toHexString(System.nanoTime());
    }

    private static CreateBasket basket(String name) {
        return new CreateBasket(name, Optional.empty(), Optional.empty());
    }

    private static PageRequest firstPage() {
        return new PageRequest(10, "created_at", true, Optional.empty());
    }

    private static void assertRefused(ErrorCode code, Callable<?> work) {
        DocexException refusal = assertThrows(DocexException.class, work::call);
        assertEquals(code, refusal.code());
    }
}
