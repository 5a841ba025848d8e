package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Provisioning as an operator sees it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TenantApiIT {
    private final Api admin = Api.admin();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void provisions_a_tenant_and_shows_it() {
        Api.Answer created = admin.post("/admin/tenants", body("api_acme", "Acme Corp")).expect(201);

        assertThat(created.header("Location")).hasValueSatisfying(location -> assertThat(location).endsWith("/admin/tenants/api_acme"));
        JsonObject tenant = created.json();
        assertThat(tenant.getString("status")).isEqualTo("ACTIVE");
        assertThat(tenant.getString("created_by")).isEqualTo("root");
        assertThat(tenant.getString("isolation_strategy")).isEqualTo(strategy());
        assertThat(tenant.getString(TestInstallation.onPostgres() ? "schema_name" : "database_path")).contains("tenant_api_acme");
        assertThat(admin.get("/admin/tenants/api_acme").expect(200).text()).isEqualTo(created.text());
        admin.post("/admin/tenants", body("api_acme", "Other")).expect(409, "tenant-exists");
        assertThat(admin.get("/admin/tenants/api_acme").text()).isEqualTo(created.text());
    }

    @Test
    void refuses_every_bad_tenant_id_and_changes_nothing() throws Exception {
        List<String> before = places();
        for (String id : List.of("", "abcdefghijklmnopqrstuvwxyz01234", "1a", "a b", "a@b", " a", "Acme", "acme-corp",
                "_docex_system_", "_docex_x_", "docex_first_tenant", "public", "pg_x", "a';drop", "../x", "a\u0000", "\uD83D\uDE00")) {
            admin.post("/admin/tenants", body(id, "x")).expect(400, "tenant-id-invalid");
        }
        assertThat(places()).isEqualTo(before);
    }

    @Test
    void refuses_bad_display_names_strategies_and_creators() {
        admin.post("/admin/tenants", body("t_bad", "")).expect(400, "request-invalid");
        admin.post("/admin/tenants", body("t_bad", "x".repeat(10_000))).expect(400, "request-invalid");
        String other = TestInstallation.onPostgres() ? "database" : "schema";
        for (String strategy : List.of("foo", other)) {
            admin.post("/admin/tenants", Json.createObjectBuilder().add("tenant_id", "t_bad").add("display_name", "x")
                    .add("isolation_strategy", strategy).build().toString()).expect(400, "request-invalid");
        }
        admin.post("/admin/tenants", "{\"tenant_id\":\"t_bad\",\"display_name\":\"x\",\"created_by\":\"somebody\"}")
                .expect(400, "request-invalid");
        admin.get("/admin/tenants/t_bad").expect(404, "not-found");
        admin.post("/admin/tenants", "{\"tenant_id\":\"t_good\",\"display_name\":\"x\",\"created_by\":\"root\",\"isolation_strategy\":\""
                + strategy() + "\"}").expect(201);
    }

    @Test
    void refuses_bodies_that_are_no_strict_json() {
        for (String body : List.of("", "[]", "{", "{\"tenant_id\":\"t_json\"}", "{\"tenant_id\":1,\"display_name\":\"x\"}",
                "{\"tenant_id\":\"t_json\",\"display_name\":\"x\",\"color\":\"red\"}",
                "{\"tenant_id\":\"t_json\",\"tenant_id\":\"t_json\",\"display_name\":\"x\"}",
                "{\"tenant_id\":\"t_json\",\"display_name\":" + "[".repeat(40) + "]".repeat(40) + "}")) {
            admin.post("/admin/tenants", body).expect(400, "request-invalid");
        }
        admin.post("/admin/tenants", body("t_json", "x".repeat(1 << 20))).expect(413, "body-too-large");
        admin.get("/admin/tenants/t_json").expect(404);
    }

    @Test
    void of_ten_creates_at_once_exactly_one_wins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Integer>> creates = Stream.generate(
                    () -> (Callable<Integer>) () -> admin.post("/admin/tenants", body("t_race", "Race")).status()).limit(10).toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(creates)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        } finally {
            threads.shutdown();
        }
        assertThat(admin.get("/admin/tenants/t_race").json().getString("status")).isEqualTo("ACTIVE");
        assertThat(TestInstallation.query(TestInstallation.system(), "SELECT tenant_id FROM plan WHERE state = 'RUNNING'")).isEmpty();
    }

    @Test
    void ten_different_tenants_at_once_are_all_made() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Integer>> creates = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String id = "t_many" + i;
                creates.add(() -> admin.post("/admin/tenants", body(id, "Many")).status());
            }
            for (Future<Integer> answer : threads.invokeAll(creates)) {
                assertThat(answer.get()).isEqualTo(201);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_boundary_that_exists_is_refused_and_never_adopted() throws Exception {
        if (TestInstallation.onPostgres()) {
            TestInstallation.execute(TestInstallation.superuser(), "CREATE SCHEMA tenant_t_found");
        } else {
            Files.createDirectories(TestInstallation.tenantFile("t_found").getParent());
            Files.writeString(TestInstallation.tenantFile("t_found"), "somebody's");
        }
        admin.post("/admin/tenants", body("t_found", "Found")).expect(409, "boundary-exists");
        admin.get("/admin/tenants/t_found").expect(404);
        if (!TestInstallation.onPostgres()) {
            assertThat(TestInstallation.tenantFile("t_found")).hasContent("somebody's");
        }
    }

    @Test
    void a_storage_area_that_exists_is_refused_and_keeps_what_it_holds() throws Exception {
        Path left = TestInstallation.home().resolve("storage/documents/t_left/somebodys.pdf");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "somebody's");
        admin.post("/admin/tenants", body("t_left", "Left")).expect(409, "boundary-exists");
        admin.get("/admin/tenants/t_left").expect(404);
        assertThat(left).hasContent("somebody's");
    }

    @Test
    void repair_never_adopts_or_drops_what_another_made_meanwhile() throws Exception {
        admin.post("/admin/tenants", body("t_meant", "Meant")).expect(201);
        String claim = "INSERT INTO tenant_registry SELECT 't_taken', display_name, is_system, isolation_strategy, "
                + "replace(schema_name, 'meant', 'taken'), replace(database_path, 'meant', 'taken'), created_at, created_by, "
                + "last_updated_at, last_updated_by, 'PROVISIONING', replace(role_name, 'meant', 'taken'), schema_version, 1, NULL, NULL "
                + "FROM tenant_registry WHERE tenant_id = 't_meant'";
        TestInstallation.execute(TestInstallation.system(), claim);
        TestInstallation.execute(TestInstallation.system(), "INSERT INTO plan (id, tenant_id, kind, state, started_at, started_by) "
                + "SELECT 'pln_taken', 't_taken', 'create', 'RUNNING', started_at, 'test' FROM plan WHERE tenant_id = 't_meant'");
        if (TestInstallation.onPostgres()) {
            TestInstallation.execute(TestInstallation.superuser(), "CREATE SCHEMA tenant_t_taken AUTHORIZATION docex_"
                    + TestInstallation.ID + "_owner; CREATE TABLE tenant_t_taken.precious (x int)");
        } else {
            Files.createDirectories(TestInstallation.tenantFile("t_taken").getParent());
            Files.writeString(TestInstallation.tenantFile("t_taken"), "precious");
        }
        admin.post("/admin/tenants/t_taken/repair", "").expect(409, "boundary-exists");
        if (TestInstallation.onPostgres()) {
            assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT count(*) FROM tenant_t_taken.precious")).containsExactly("0");
        } else {
            assertThat(TestInstallation.tenantFile("t_taken")).hasContent("precious");
        }
        admin.get("/admin/tenants/t_taken").expect(404);
        assertThat(admin.get("/admin/status").json().getBoolean("ok")).isTrue();
    }

    @Test
    void lists_all_tenants_in_pages_that_neither_miss_nor_repeat() {
        for (int i = 0; i < 5; i++) {
            admin.post("/admin/tenants", body("t_page" + i, "Page")).expect(201);
        }
        for (String order : List.of("order=asc", "order=desc", "order_by=display_name&order=asc")) {
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                JsonObject page = admin.get("/admin/tenants?limit=2&" + order
                        + cursor.map(next -> "&cursor=" + Api.encode(next)).orElse("")).expect(200).json();
                page.getJsonArray("items").getValuesAs(JsonObject.class).forEach(item -> seen.add(item.getString("tenant_id")));
                cursor = page.isNull("next") ? Optional.empty() : Optional.of(page.getString("next"));
            } while (cursor.isPresent());
            assertThat(seen).doesNotHaveDuplicates().contains("_docex_system_", "t_page0", "t_page4");
        }
        for (String bad : List.of("limit=0", "limit=-1", "limit=1000000000", "limit=x", "order=up", "order_by=secret", "cursor=abc",
                "colour=red", "limit=1&limit=2")) {
            admin.get("/admin/tenants?" + bad).expect(400, "request-invalid");
        }
    }

    @Test
    void the_system_tenant_is_flagged_and_no_other() {
        assertThat(admin.get("/admin/tenants/_docex_system_").expect(200).json().getBoolean("is_system")).isTrue();
        admin.get("/admin/tenants/nobody").expect(404, "not-found");
        admin.get("/admin/tenants/No-Body").expect(404, "not-found");
    }

    @Test
    void status_finds_nothing_and_changes_nothing() throws Exception {
        List<String> before = places();
        assertThat(admin.get("/admin/status").expect(200).text()).startsWith("{\"ok\":true,\"errors\":[],");
        assertThat(admin.get("/admin/status").expect(200).text()).startsWith("{\"ok\":true,\"errors\":[],");
        assertThat(places()).isEqualTo(before);
    }

    @Test
    void health_needs_no_token() {
        assertThat(Api.anonymous().get("/health/live").expect(200).json().getString("status")).isEqualTo("UP");
        assertThat(Api.anonymous().get("/health/ready").expect(200).json().getString("status")).isEqualTo("UP");
        Api.anonymous().get("/nowhere").expect(404, "not-found");
    }

    private static List<String> places() throws IOException, SQLException {
        if (TestInstallation.onPostgres()) {
            return TestInstallation.query(TestInstallation.superuser(),
                    "SELECT nspname FROM pg_namespace UNION SELECT rolname FROM pg_roles ORDER BY 1");
        }
        try (Stream<Path> all = Files.walk(TestInstallation.home().resolve("storage"))) {
            return all.map(Path::toString).filter(name -> !name.matches(".*-(wal|shm)")).sorted().toList();
        }
    }

    private static String body(String id, String displayName) {
        return Json.createObjectBuilder().add("tenant_id", id).add("display_name", displayName).build().toString();
    }

    private static String strategy() {
        return TestInstallation.onPostgres() ? "schema" : "database";
    }
}
