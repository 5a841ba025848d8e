package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A tenant as one archive, out and in again. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TenantArchiveIT {
    private static final long SEED = 20261121;

    private final Api admin = Api.admin();

    @TempDir
    Path folder;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void an_archive_is_what_tar_and_sha256sum_know_and_the_journal_has_its_digest() throws Exception {
        fill("arc_tools");
        byte[] archive = export("arc_tools");
        Path file = Files.write(folder.resolve("a.tar"), archive);
        run(folder, "tar", "xf", file.toString());
        assertThat(run(folder, "sha256sum", "--strict", "-c", "SHA256SUMS")).contains("tables/document.ndjson: OK").doesNotContain("FAILED");
        assertThat(Files.readString(folder.resolve("tables/docbasket.ndjson"))).contains("\"name\":\"basket\"");
        JsonObject entry = newest("arc_tools");
        assertThat(entry.getString("kind")).isEqualTo("export");
        assertThat(entry.getString("state")).isEqualTo("DONE");
        assertThat(entry.getString("archive_sha256")).isEqualTo(sha256(archive));
        assertThat(spool()).isEmpty();
    }

    @Test
    void what_was_exported_and_imported_is_exported_the_same() throws Exception {
        String document = fill("arc_one");
        byte[] archive = export("arc_one");
        assertThat(export("arc_one")).as("nothing in it but the tenant").isEqualTo(archive);

        JsonObject made = importAs("arc_two", archive).expect(201).json();
        assertThat(made.getString("display_name")).isEqualTo("arc_one");
        assertThat(made.getString("status")).isEqualTo("ACTIVE");
        Api two = Api.as("arc_two");
        assertThat(two.get("/documents/" + document).text()).isEqualTo(Api.as("arc_one").get("/documents/" + document).text());
        assertThat(two.get("/documents/" + document + "/content").bytes())
                .isEqualTo(Api.as("arc_one").get("/documents/" + document + "/content").bytes());
        assertThat(two.get("/documents/" + document + "/metadata").text()).contains("\"colour\":\"blue\"");
        assertThat(strings(export("arc_two"))).isEqualTo(strings(archive).replace("arc_one\",\"display", "arc_two\",\"display"));
        two.post("/baskets", "{\"name\":\"more\"}").expect(201);

        admin.delete("/admin/tenants/arc_one?confirm=arc_one").expect(200);
        byte[] kept = export("arc_one");
        admin.post("/admin/tenants/arc_one/purge", "{\"confirm\":\"arc_one\",\"force\":true,\"archive_sha256\":\"" + sha256(kept) + "\"}")
                .expect(200);
        importAs("arc_one", kept).expect(409, "tenant-exists");
        admin.get("/admin/tenants/arc_one/archive").expect(409, "tenant-status");
    }

    @Test
    void an_archive_from_before_the_deletion_is_no_reason_to_purge() throws Exception {
        fill("arc_early");
        String early = sha256(export("arc_early"));
        admin.delete("/admin/tenants/arc_early?confirm=arc_early").expect(200);
        admin.post("/admin/tenants/arc_early/purge", "{\"confirm\":\"arc_early\",\"force\":true,\"archive_sha256\":\"" + early + "\"}")
                .expect(409, "archive-required");
    }

    @Test
    void an_archive_of_which_any_byte_was_changed_is_refused_before_a_row_is_written() throws Exception {
        fill("arc_bytes");
        byte[] archive = export("arc_bytes");
        List<String> before = places();
        Random random = new Random(SEED);
        List<Integer> positions = new ArrayList<>(List.of(0, 99, 130, 150, 156, 257, 345, 500, archive.length - 1, archive.length - 1024));
        for (int i = 0; i < 60; i++) {
            positions.add(random.nextInt(archive.length));
        }
        for (int position : positions) {
            byte[] changed = archive.clone();
            changed[position] ^= (byte) (1 << random.nextInt(8));
            importAs("arc_changed", changed).expect(400, "archive-invalid");
        }
        for (int length : List.of(0, 1, 511, 512, archive.length / 2, archive.length - 1024, archive.length - 1)) {
            importAs("arc_changed", Arrays.copyOf(archive, length)).expect(400, "archive-invalid");
        }
        importAs("arc_changed", Arrays.copyOf(archive, archive.length + 512)).expect(400, "archive-invalid");
        admin.get("/admin/tenants/arc_changed").expect(404);
        assertThat(places()).isEqualTo(before);
        assertThat(spool()).isEmpty();
    }

    @Test
    void a_manifest_that_was_rewritten_does_not_make_a_wrong_archive_right() throws Exception {
        fill("arc_craft");
        byte[] archive = export("arc_craft");
        for (TestArchive crafted : List.of(
                TestArchive.of(archive).replace("docex-archive.json", "\"format\":1", "\"format\":2"),
                TestArchive.of(archive).replace("docex-archive.json", "\"schema_version\":\"", "\"schema_version\":\"9"),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"path\":\"", "\"path\":\"../../"),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"path\":\"", "\"path\":\"/etc/"),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"path\":\"", "\"path\":\".staging/"),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"size\":", "\"size\":1"),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"id\":", "\"secret\":1,\"id\":"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"storage\":\"documents\"", "\"storage\":\"elsewhere\""),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"name\":\"basket\"", "\"name\":\"" + "x".repeat(300) + "\""),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "Z\"", "\""),
                TestArchive.of(archive).without("tables/audit.ndjson"),
                TestArchive.of(archive).without(TestArchive.of(archive).names().stream().filter(name -> name.startsWith("content/"))
                        .findFirst().orElseThrow()),
                TestArchive.of(archive).replace("docex-archive.json", "\"format\":1", "\"format\":4294967297"),
                TestArchive.of(archive).replace("docex-archive.json", "}", "} "),
                TestArchive.of(archive).replace("docex-archive.json", "arc_craft", "../../x"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "}\n", "}x\n"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "{\"id\"", "{\"id\":\"twice\",\"id\""),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"row_version\":1", "\"row_version\":1.0"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"row_version\":1", "\"row_version\":-5"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"row_version\":1", "\"row_version\":1e99999999999"),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"row_version\":1", "\"row_version\":" + "9".repeat(3000)),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"row_version\":1", "\"row_version\":" + "[".repeat(100_000)),
                TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"name\":\"basket\"", "\"name\":\"\\ud800\""),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"source\":\"a.txt\"", "\"source\":\"b.txt\""),
                TestArchive.of(archive).replace("tables/document.ndjson", "\"path\":\"", "\"path\":\"" + "x".repeat(300)),
                TestArchive.of(archive).replace("tables/event_clock.ndjson", "\"id\":1", "\"id\":2"),
                TestArchive.of(archive).with("tables/event_clock.ndjson", new byte[0]),
                TestArchive.of(archive).with("../evil", new byte[] {1}),
                TestArchive.of(archive).with("content/doc_x/1", new byte[] {1}))) {
            importAs("arc_crafted", crafted.bytes()).expect(400, "archive-invalid");
        }
        // Right in itself, but not for the database: taken back as a whole.
        importAs("arc_crafted", TestArchive.of(archive).replace("tables/docbasket.ndjson", "\"status\":\"active\"", "\"status\":\"odd\"").bytes())
                .expect(400, "archive-invalid");
        importAs("arc_crafted", TestArchive.of(archive).map("tables/document.ndjson", "\"path\":\"[^\"]*\"", "\"path\":\"same\"").bytes())
                .expect(400, "archive-invalid");
        admin.get("/admin/tenants/arc_crafted").expect(404);
        assertThat(newest("arc_crafted", "UNDONE")).isTrue();
        importAs("arc_crafted", archive).expect(201);
    }

    @Test
    void a_digest_that_was_announced_is_checked_and_an_existing_id_is_never_imported_over() throws Exception {
        fill("arc_digest");
        byte[] archive = export("arc_digest");
        admin.post("/admin/tenants/arc_digest2/archive", archive, "Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":")
                .expect(400, "digest-mismatch");
        admin.post("/admin/tenants/arc_digest2/archive?display_name=Renamed", archive, "Repr-Digest", "sha-256=:"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(archive))) + ":").expect(201);
        assertThat(admin.get("/admin/tenants/arc_digest2").json().getString("display_name")).isEqualTo("Renamed");
        importAs("arc_digest", archive).expect(409, "tenant-exists");
        importAs("_docex_system_", archive).expect(400, "tenant-id-invalid");
        admin.get("/admin/tenants/_docex_system_/archive").expect(403, "system-tenant");
        Api.as("arc_digest").get("/admin/tenants/arc_digest2/archive").expect(403, "role-required");
    }

    @Test
    void what_users_were_told_before_the_deletion_is_in_the_archive_that_opens_the_purge() throws Exception {
        for (int round = 0; round < 3; round++) {
            String tenant = "arc_race" + round;
            String basket = Api.basketIn(tenant);
            Set<String> told = ConcurrentHashMap.newKeySet();
            ExecutorService users = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 8; i++) {
                String user = "u" + i;
                users.execute(() -> {
                    for (int n = 0; n < 1000; n++) {
                        Api.Answer added = Api.as(tenant).post("/baskets/" + basket + "/documents?name=" + user + "_" + n,
                                (user + n).getBytes(StandardCharsets.UTF_8));
                        if (added.status() != 201) {
                            return;
                        }
                        told.add(added.json().getString("id"));
                    }
                });
            }
            Await.until(Duration.ofSeconds(20), () -> told.size() > 30);
            admin.delete("/admin/tenants/" + tenant + "?confirm=" + tenant).expect(200);
            byte[] archive = export(tenant);
            users.shutdown();
            assertThat(users.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            String rows = new String(TestArchive.of(archive).file("tables/document.ndjson"), StandardCharsets.UTF_8);
            assertThat(told).allMatch(rows::contains);
        }
    }

    @Test
    void a_storage_that_is_not_there_is_not_purged() throws Exception {
        fill("arc_unmounted");
        admin.delete("/admin/tenants/arc_unmounted?confirm=arc_unmounted").expect(200);
        Path storage = TestInstallation.home().resolve("storage/documents");
        Path away = storage.resolveSibling("documents_away");
        Files.move(storage, away);
        try {
            admin.post("/admin/tenants/arc_unmounted/purge", "{\"confirm\":\"arc_unmounted\",\"without_archive\":true,\"force\":true}")
                    .expect(503, "storage-unavailable");
            assertThat(admin.get("/admin/tenants/arc_unmounted").json().getString("status")).isEqualTo("DELETED");
        } finally {
            Files.move(away, storage);
        }
        assertThat(blobs("arc_unmounted")).isNotEmpty();
    }

    @Test
    void an_archive_over_the_limit_is_refused_and_leaves_nothing() throws Exception {
        importAs("arc_large", new byte[(16 << 20) + 1]).expect(413, "body-too-large");
        admin.get("/admin/tenants/arc_large").expect(404);
        assertThat(spool()).isEmpty();
    }

    @Test
    void content_that_is_missing_or_damaged_makes_no_archive() throws Exception {
        fill("arc_hole");
        Path blob = blobs("arc_hole").get(0);
        byte[] content = Files.readAllBytes(blob);
        Files.delete(blob);
        admin.get("/admin/tenants/arc_hole/archive").expect(404, "content-missing");
        Files.write(blob, new byte[] {1});
        admin.get("/admin/tenants/arc_hole/archive").expect(500, "integrity");
        byte[] other = content.clone();
        other[0]++;
        Files.write(blob, other);
        assertBreaksOffOrRefuses("arc_hole");
        assertThat(newest("arc_hole").getString("state")).isEqualTo("UNDONE");
        Files.write(blob, content);
        export("arc_hole");
        assertThat(admin.get("/admin/status").json().getBoolean("ok")).isTrue();
    }

    @Test
    void a_suspended_and_a_deleted_tenant_are_exported_too() throws Exception {
        fill("arc_states");
        byte[] active = export("arc_states");
        admin.send("POST", "/admin/tenants/arc_states/suspend", BodyPublishers.noBody()).expect(200);
        assertThat(export("arc_states")).isEqualTo(active);
        admin.delete("/admin/tenants/arc_states?confirm=arc_states").expect(200);
        assertThat(export("arc_states")).isEqualTo(active);
    }

    /** Which of both depends on how much the server has sent before. */
    private void assertBreaksOffOrRefuses(String tenant) {
        try {
            admin.get("/admin/tenants/" + tenant + "/archive").expect(500, "integrity");
        } catch (IllegalStateException noAnswer) {
            assertThat(noAnswer).hasCauseInstanceOf(IOException.class);
        }
        assertThat(newest(tenant).isNull("archive_sha256")).isTrue();
    }

    /** A basket with documents, one with metadata, one empty, one of which two names are the same; the id of the first. */
    private String fill(String tenant) {
        String basket = Api.basketIn(tenant);
        Api user = Api.as(tenant);
        String first = user.post("/baskets/" + basket + "/documents?name=a.txt&meta.colour=blue&meta.text=" + Api.encode("tab\tquote\"line\nü\uD83D\uDE00"),
                "hello".getBytes(StandardCharsets.UTF_8)).expect(201).json().getString("id");
        user.post("/baskets/" + basket + "/documents?name=empty", new byte[0]).expect(201);
        byte[] large = new byte[300_000];
        new Random(SEED).nextBytes(large);
        user.post("/baskets/" + basket + "/documents?name=" + Api.encode("größe.bin"), large, "Content-Type", "application/x-big").expect(201);
        user.post("/baskets", "{\"name\":\"second\",\"description\":\"with \\\"quotes\\\"\"}").expect(201);
        return first;
    }

    private byte[] export(String tenant) {
        Api.Answer answer = admin.get("/admin/tenants/" + tenant + "/archive").expect(200);
        assertThat(answer.header("Content-Type")).hasValue("application/x-tar");
        assertThat(answer.header("Content-Length")).hasValue(String.valueOf(answer.bytes().length));
        return answer.bytes();
    }

    private Api.Answer importAs(String tenant, byte[] archive) {
        return admin.post("/admin/tenants/" + tenant + "/archive", archive, "Content-Type", "application/x-tar");
    }

    private JsonObject newest(String tenant) {
        return admin.get("/admin/tenants/" + tenant + "/journal?limit=1").expect(200).json().getJsonArray("items").getJsonObject(0);
    }

    private static boolean newest(String tenant, String state) throws Exception {
        return TestInstallation.query(TestInstallation.system(), "SELECT state FROM plan WHERE tenant_id = '" + tenant
                + "' ORDER BY id DESC").get(0).equals(state);
    }

    private static String strings(byte[] archive) {
        return TestArchive.of(archive).text();
    }

    private static List<Path> blobs(String tenant) throws IOException {
        try (Stream<Path> all = Files.walk(TestInstallation.home().resolve("storage/documents/" + tenant))) {
            return all.filter(path -> Files.isRegularFile(path) && path.toFile().length() > 1).sorted().toList();
        }
    }

    private static List<Path> spool() throws IOException {
        Path spool = TestInstallation.home().resolve("storage/.spool");
        try (Stream<Path> all = Files.list(spool)) {
            return all.toList();
        }
    }

    private static List<String> places() throws Exception {
        if (TestInstallation.onPostgres()) {
            return TestInstallation.query(TestInstallation.superuser(),
                    "SELECT nspname FROM pg_namespace UNION SELECT rolname FROM pg_roles ORDER BY 1");
        }
        try (Stream<Path> all = Files.walk(TestInstallation.home().resolve("storage"))) {
            return all.map(Path::toString).filter(name -> !name.matches(".*-(wal|shm)")).sorted().toList();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
