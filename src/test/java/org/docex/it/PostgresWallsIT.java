package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second wall: roles, owners and grants as they stand in the database. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PostgresWallsIT {
    private static final String ROLE = "docex_" + TestInstallation.ID + "_t_walls";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void the_logins_of_the_server_are_the_least_privileged() throws SQLException {
        for (String login : List.of("system", "tenants")) {
            assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR "
                    + "rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = 'docex_" + TestInstallation.ID + "_" + login + "'"))
                    .as(login).containsExactly("f");
        }
        assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT rolinherit FROM pg_roles WHERE rolname = 'docex_"
                + TestInstallation.ID + "_tenants'")).containsExactly("f");
    }

    @Test
    void grants_are_exactly_the_expected_matrix() throws SQLException {
        Api.basketIn("walls");
        Map<String, String> expected = new TreeMap<>();
        for (String table : List.of("docbasket", "document", "document_metadata", "file_history", "operations",
                "operation_dependencies", "doc_events", "transport_routes", "route_operations", "processors",
                "processing_operations", "idempotency_keys")) {
            expected.put(table, "DELETE,INSERT,SELECT,UPDATE");
        }
        expected.put("event_clock", "SELECT,UPDATE");
        expected.put("audit", "INSERT,SELECT");
        Map<String, String> found = new TreeMap<>();
        try (Connection superuser = TestInstallation.superuser(); Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table_name, string_agg(privilege_type, ',' ORDER BY privilege_type) "
                        + "FROM information_schema.role_table_grants WHERE grantee = '" + ROLE + "' GROUP BY table_name")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT DISTINCT grantee FROM "
                + "information_schema.role_table_grants WHERE table_schema = 'tenant_walls' ORDER BY 1"))
                .containsExactly("docex_" + TestInstallation.ID + "_owner", ROLE);
        assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class c "
                + "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('tenant_walls', 'docex_system')"))
                .containsExactly("docex_" + TestInstallation.ID + "_owner");
        assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT array_to_string(nspacl, ' ') FROM pg_namespace "
                + "WHERE nspname = 'tenant_walls'")).containsExactly("docex_" + TestInstallation.ID + "_owner=UC/docex_"
                + TestInstallation.ID + "_owner " + ROLE + "=U/docex_" + TestInstallation.ID + "_owner");
    }

    @Test
    void a_connection_without_a_role_sees_no_tenant_and_cannot_plant_anything() throws SQLException {
        Api.basketIn("walls_b");
        for (String sql : List.of("SELECT count(*) FROM tenant_walls_b.docbasket", "SELECT count(*) FROM docex_system.tenant_registry",
                "SELECT count(*) FROM docbasket", "CREATE TEMPORARY TABLE docbasket (id text)", "CREATE TABLE public.docbasket (id text)",
                "CREATE SCHEMA mine", "SELECT docex_roles.create_tenant_role('mine')")) {
            try (Connection login = TestInstallation.login("tenants", "tenants"); Statement statement = login.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void the_role_function_takes_nothing_but_a_tenant_id() {
        for (String name : List.of("a\"; DROP ROLE postgres; --", "A", "", "x".repeat(31), "a b", "1a")) {
            assertThatThrownBy(() -> TestInstallation.query(TestInstallation.login("system", "system"),
                    "SELECT docex_roles.create_tenant_role('" + name.replace("'", "''") + "')::text"))
                    .as(name).hasMessageContaining("not a tenant id");
        }
    }
}
