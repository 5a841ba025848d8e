package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** A tenant's life after its provisioning, as an operator and the tenant's users see it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TenantLifecycleIT {
    private static final String PURGE_WITHOUT = "{\"confirm\":\"%s\",\"without_archive\":true,\"force\":true}";

    private final Api admin = Api.admin();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void the_display_name_changes_with_the_tag_of_the_version_that_was_read() {
        Api.basketIn("life_name");
        String tag = admin.get("/admin/tenants/life_name").header("ETag").orElseThrow();
        patch("life_name", "Later").expect(428, "precondition-required");
        JsonObject changed = patch("life_name", "Later", "If-Match", tag).expect(200).json();
        assertThat(changed.getString("display_name")).isEqualTo("Later");
        assertThat(changed.getString("last_updated_by")).isEqualTo("root");
        patch("life_name", "Latest", "If-Match", tag).expect(412, "precondition-failed");
        patch("life_name", "", "If-Match", "*").expect(400, "request-invalid");
        patch("life_nobody", "x").expect(404, "not-found");
        assertThat(admin.get("/admin/tenants/life_name").json().getString("display_name")).isEqualTo("Later");
    }

    @Test
    void of_two_admins_who_read_the_same_version_one_changes_it() throws Exception {
        Api.basketIn("life_two");
        String tag = admin.get("/admin/tenants/life_two").header("ETag").orElseThrow();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> changes = List.of(() -> patch("life_two", "one", "If-Match", tag).status(),
                    () -> post("life_two", "suspend", "If-Match", tag).status());
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> change : threads.invokeAll(changes)) {
                statuses.add(change.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_suspended_tenant_is_refused_at_once_and_resumed_with_all_it_had() {
        String basket = Api.basketIn("life_rest");
        Api user = Api.as("life_rest");
        user.get("/baskets/" + basket).expect(200);
        assertThat(post("life_rest", "suspend").expect(200).json().getString("status")).isEqualTo("SUSPENDED");
        user.get("/baskets/" + basket).expect(403, "tenant-inactive");
        post("life_rest", "suspend").expect(200);
        assertThat(post("life_rest", "resume").expect(200).json().getString("status")).isEqualTo("ACTIVE");
        user.get("/baskets/" + basket).expect(200);
    }

    @Test
    void an_upload_that_began_before_the_suspension_leaves_nothing() throws Exception {
        String basket = Api.basketIn("life_upload");
        SlowUpload upload = SlowUpload.begin("/docex/api/v1/baskets/" + basket + "/documents?name=slow",
                TestInstallation.token("u", Optional.of("life_upload"), "user"), 1 << 20);
        Await.until(Duration.ofSeconds(20), () -> files("life_upload").size() == 1);
        post("life_upload", "suspend").expect(200);
        assertThat(upload.end()).contains(" 403 ").contains("tenant-inactive");
        Await.until(Duration.ofSeconds(20), () -> files("life_upload").isEmpty());
        assertThat(files("life_upload")).isEmpty();
        post("life_upload", "resume").expect(200);
        assertThat(Api.as("life_upload").get("/baskets/" + basket + "/documents").json().getJsonArray("items")).isEmpty();
    }

    @Test
    void a_deleted_tenant_keeps_its_data_and_comes_back_as_what_it_was() {
        String basket = Api.basketIn("life_del");
        post("life_del", "suspend").expect(200);
        admin.delete("/admin/tenants/life_del").expect(400, "confirmation-required");
        admin.delete("/admin/tenants/life_del?confirm=life_dell").expect(400, "confirmation-required");
        assertThat(admin.delete("/admin/tenants/life_del?confirm=life_del").expect(200).json().getString("status")).isEqualTo("DELETED");
        post("life_del", "resume").expect(409, "tenant-status");
        post("life_del", "suspend").expect(409, "tenant-status");
        Api.as("life_del").get("/baskets").expect(403, "tenant-inactive");
        admin.post("/admin/tenants", "{\"tenant_id\":\"life_del\",\"display_name\":\"x\"}").expect(409, "tenant-exists");
        assertThat(post("life_del", "undelete").expect(200).json().getString("status")).isEqualTo("SUSPENDED");
        post("life_del", "undelete").expect(409, "tenant-status");
        post("life_del", "resume").expect(200);
        Api.as("life_del").get("/baskets/" + basket).expect(200);
    }

    @Test
    void after_the_grace_period_a_deletion_stays() throws Exception {
        Api.basketIn("life_grace");
        admin.delete("/admin/tenants/life_grace?confirm=life_grace").expect(200);
        TestInstallation.execute(TestInstallation.system(),
                "UPDATE tenant_registry SET deleted_at = '2020-01-01T00:00:00.000000Z' WHERE tenant_id = 'life_grace'");
        assertThat(post("life_grace", "undelete").expect(409, "grace-period").text()).contains("2020-01-31");
        purge("life_grace", "{\"confirm\":\"life_grace\",\"without_archive\":true}").expect(200);
    }

    @Test
    void a_purge_needs_everything_it_asks_for_and_leaves_nothing_but_its_receipt() throws Exception {
        String basket = Api.basketIn("life_purge");
        Api.as("life_purge").post("/baskets/" + basket + "/documents?name=a.txt", "hello".getBytes(StandardCharsets.UTF_8)).expect(201);
        purge("life_purge", PURGE_WITHOUT.formatted("life_purge")).expect(409, "tenant-status");
        admin.delete("/admin/tenants/life_purge?confirm=life_purge").expect(200);
        purge("life_purge", "{\"confirm\":\"life_purge\",\"without_archive\":true}").expect(409, "grace-period");
        purge("life_purge", PURGE_WITHOUT.formatted("life_purges")).expect(400, "confirmation-required");
        purge("life_purge", "{\"confirm\":\"life_purge\",\"force\":true}").expect(400, "request-invalid");
        purge("life_purge", "{\"confirm\":\"life_purge\",\"force\":true,\"without_archive\":true,\"archive_sha256\":\"00\"}").expect(400);
        purge("life_purge", "{\"confirm\":\"life_purge\",\"force\":true,\"archive_sha256\":\"" + "0".repeat(64) + "\"}")
                .expect(409, "archive-required");
        assertThat(admin.get("/admin/tenants/life_purge").json().getString("status")).isEqualTo("DELETED");

        JsonObject receipt = purge("life_purge", PURGE_WITHOUT.formatted("life_purge")).expect(200).json();
        assertThat(receipt.getString("purged_by")).isEqualTo("root");
        JsonObject removed = receipt.getJsonObject("removed");
        assertThat(removed.getJsonObject("rows").getInt("document")).isEqualTo(1);
        assertThat(removed.getJsonArray("content").getValuesAs(JsonObject.class).stream().filter(one -> one.getString("storage").equals("documents")).findFirst().orElseThrow().getInt("objects")).isEqualTo(1);
        assertThat(removed.getJsonArray("content").getValuesAs(JsonObject.class).stream().filter(one -> one.getString("storage").equals("documents")).findFirst().orElseThrow().getInt("bytes")).isEqualTo(5);
        assertNothingLeft("life_purge");

        Api.as("life_purge").get("/baskets").expect(403, "tenant-inactive");
        admin.post("/admin/tenants", "{\"tenant_id\":\"life_purge\",\"display_name\":\"x\"}").expect(409, "tenant-exists");
        post("life_purge", "undelete").expect(409, "tenant-status");
        purge("life_purge", PURGE_WITHOUT.formatted("life_purge")).expect(409, "tenant-status");
        assertThat(admin.get("/admin/tenants/life_purge").json().getString("status")).isEqualTo("PURGED");
        JsonObject newest = admin.get("/admin/tenants/life_purge/journal?limit=1").json().getJsonArray("items").getJsonObject(0);
        assertThat(newest.getJsonObject("detail")).isEqualTo(receipt);
        assertThat(admin.get("/admin/status").json().getBoolean("ok")).isTrue();
    }

    @Test
    void a_download_under_way_ends_with_the_purge() throws Exception {
        String basket = Api.basketIn("life_stream");
        int size = 48 << 20;
        String document = Api.as("life_stream").post("/baskets/" + basket + "/documents?name=large", new byte[size]).expect(201)
                .json().getString("id");
        try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("it.http.port"))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(("GET /docex/api/v1/documents/" + document + "/content HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\nAuthorization: Bearer " + TestInstallation.token("u", Optional.of("life_stream"), "user")
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(1000)).startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
            admin.delete("/admin/tenants/life_stream?confirm=life_stream").expect(200);
            purge("life_stream", PURGE_WITHOUT.formatted("life_stream")).expect(200);
            assertThat(rest(socket)).as("what was on its way, and no more").isLessThan(size - 1000);
        }
        assertNothingLeft("life_stream");
    }

    private static long rest(Socket socket) {
        long read = 0;
        try {
            byte[] buffer = new byte[1 << 16];
            for (int got; (got = socket.getInputStream().read(buffer)) > 0; read += got) {
                // only counted
            }
        } catch (IOException brokenOff) {
            // as it may end
        }
        return read;
    }

    @Test
    void a_damaged_database_can_still_be_purged() throws Exception {
        String basket = Api.basketIn("life_damaged");
        Api.as("life_damaged").post("/baskets/" + basket + "/documents?name=a", new byte[] {1}).expect(201);
        admin.delete("/admin/tenants/life_damaged?confirm=life_damaged").expect(200);
        if (TestInstallation.onPostgres()) {
            TestInstallation.execute(TestInstallation.superuser(), "DROP TABLE tenant_life_damaged.boundary, tenant_life_damaged.audit");
        } else {
            Files.writeString(TestInstallation.tenantFile("life_damaged"), "no database any more");
        }
        purge("life_damaged", PURGE_WITHOUT.formatted("life_damaged")).expect(200);
        assertNothingLeft("life_damaged");
    }

    @Test
    void the_journal_tells_who_changed_what_from_what_to_what() {
        Api.basketIn("life_journal");
        post("life_journal", "suspend").expect(200);
        post("life_journal", "resume").expect(200);
        List<JsonObject> all = admin.get("/admin/tenants/life_journal/journal").expect(200).json().getJsonArray("items")
                .getValuesAs(JsonObject.class);
        assertThat(all).extracting(entry -> entry.getString("kind")).containsExactly("resume", "suspend", "create");
        JsonObject suspend = all.get(1);
        assertThat(suspend.getString("started_by")).isEqualTo("root");
        assertThat(suspend.getJsonObject("before").getString("status")).isEqualTo("ACTIVE");
        assertThat(suspend.getJsonObject("after").getString("status")).isEqualTo("SUSPENDED");
        assertThat(all.get(2).isNull("before")).isTrue();
        assertThat(all.get(2).getJsonArray("steps").getJsonObject(0).getString("step")).isEqualTo("claim");
        JsonObject page = admin.get("/admin/tenants/life_journal/journal?limit=2").json();
        assertThat(admin.get("/admin/tenants/life_journal/journal?limit=2&cursor=" + Api.encode(page.getString("next"))).json()
                .getJsonArray("items")).hasSize(1);
        admin.get("/admin/tenants/life_purge/journal?cursor=" + Api.encode(page.getString("next"))).expect(400);
    }

    @Test
    void the_system_tenant_is_changed_by_nobody() {
        String system = "_docex_system_";
        patch(system, "x", "If-Match", "*").expect(403, "system-tenant");
        for (String verb : List.of("suspend", "resume", "undelete", "repair")) {
            post(system, verb).expect(403, "system-tenant");
        }
        admin.delete("/admin/tenants/" + system + "?confirm=" + system).expect(403, "system-tenant");
        purge(system, PURGE_WITHOUT.formatted(system)).expect(403, "system-tenant");
    }

    @Test
    void only_an_administrator_without_a_tenant_changes_tenants() {
        Api.basketIn("life_walls");
        Api user = Api.as("life_walls");
        user.send("POST", "/admin/tenants/life_walls/suspend", BodyPublishers.noBody()).expect(403, "role-required");
        user.delete("/admin/tenants/life_walls?confirm=life_walls").expect(403, "role-required");
        user.post("/admin/tenants/life_walls/purge", PURGE_WITHOUT.formatted("life_walls")).expect(403, "role-required");
        user.get("/admin/tenants/life_walls/journal").expect(403, "role-required");
        assertThat(admin.get("/admin/tenants/life_walls").json().getString("status")).isEqualTo("ACTIVE");
    }

    private Api.Answer patch(String id, String name, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/merge-patch+json"));
        all.addAll(List.of(headers));
        return admin.send("PATCH", "/admin/tenants/" + id, BodyPublishers.ofString("{\"display_name\":\"" + name + "\"}"),
                all.toArray(String[]::new));
    }

    private Api.Answer post(String id, String verb, String... headers) {
        return admin.send("POST", "/admin/tenants/" + id + "/" + verb, BodyPublishers.noBody(), headers);
    }

    private Api.Answer purge(String id, String order) {
        return admin.post("/admin/tenants/" + id + "/purge", order);
    }

    private static List<Path> files(String tenant) {
        Path area = TestInstallation.home().resolve("storage/documents/" + tenant);
        try (Stream<Path> all = Files.walk(area)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void assertNothingLeft(String tenant) throws Exception {
        assertThat(TestInstallation.home().resolve("storage/documents/" + tenant)).doesNotExist();
        if (TestInstallation.onPostgres()) {
            assertThat(TestInstallation.query(TestInstallation.superuser(), "SELECT nspname FROM pg_namespace WHERE nspname = 'tenant_"
                    + tenant + "' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE '%_t_" + tenant + "'")).isEmpty();
        } else {
            assertThat(TestInstallation.tenantFile(tenant).getParent()).doesNotExist();
        }
    }
}
