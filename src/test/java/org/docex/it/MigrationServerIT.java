package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.docex.it.OwnInstallation.Ran;
import org.docex.migration.Boundary;
import org.docex.migration.Fingerprint;
import org.docex.migration.NewInstallation;
import org.docex.migration.OddInstallation;
import org.docex.migration.Oddity;
import org.docex.migration.OldInstallation;
import org.docex.migration.Samples;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Installations of 2.x, moved by the command line as its users have it, and served. */
class MigrationServerIT {
    private static final List<String> TENANTS = List.of("acme", "contoso");

    @TempDir
    Path folder;

    static Stream<String> samples() {
        return TestInstallation.onPostgres() ? Stream.of("v288_postgres") : Stream.of("v288_sqlite", "v262_sqlite");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_real_installation_is_moved_and_served(String sample) throws Exception {
        Path base = folder.resolve("old");
        Samples.loadSample(sample, base);
        OldInstallation old = OldInstallation.at(base);
        if (TestInstallation.onPostgres()) {
            String database = database();
            try (Connection connection = DriverManager.getConnection(url(database), "postgres", "")) {
                Samples.loadDump(connection, base.resolve("database.sql"));
            }
            old.server("127.0.0.1", port(), database, "postgres", "");
        }
        Map<String, String> files = Fingerprint.snapshot(base);
        Map<String, String> rows = old.existing("acme").contents();
        OwnInstallation installation = OwnInstallation.in(folder);
        Ran ran = migrate(installation, old, "--verify", "--strict").expect(3);
        assertThat(ran.out()).containsPattern("acme +document +8 +8 +0 +0").containsPattern("contoso +document_metadata +(40 +40|32 +32) +0 +0");
        assertThat(ran.err()).contains("compared ").contains("all equal").contains("shared-folder: 1 in all");
        assertThat(migrate(installation, old).expect(0).err()).contains("nothing to do");
        assertThat(Fingerprint.snapshot(base)).isEqualTo(files);
        assertThat(old.existing("acme").contents()).isEqualTo(rows);
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            for (String tenant : TENANTS) {
                List<Map<String, Object>> documents = old.existing(tenant).query("SELECT * FROM document ORDER BY id");
                assertThat(documents).hasSize(8);
                for (Map<String, Object> document : documents) {
                    assertServed(installation.as(Optional.of(tenant), "reader"), base, document);
                }
            }
            assertWalls(installation, old);
        }
    }

    /** With everything odd: what the database takes, the API serves and an archive carries. */
    @Test
    void an_installation_of_many_years_is_moved_and_served() throws Exception {
        OldInstallation old = TestInstallation.onPostgres()
                ? OldInstallation.postgres(folder.resolve("old"), "127.0.0.1", port(), database(), "postgres", "")
                : OldInstallation.sqlite(folder.resolve("old"));
        OddInstallation.Made made = OddInstallation.fill(old.tenant("acme"), old.tenant("contoso"));
        OwnInstallation installation = OwnInstallation.in(folder);
        assertThat(migrate(installation, old).expect(1).err()).contains("on S3, in the bucket 'my-documents-bucket'");
        made.a().execute("DELETE FROM document WHERE id = ?", made.id(Oddity.S3_DOCUMENT));
        made.a().execute("DELETE FROM docbasket WHERE id = ?", made.id(Oddity.S3_BASKET));
        Map<String, String> files = Fingerprint.snapshot(old.base());
        Map<String, String> rows = made.a().contents();
        Path dry = folder.resolve("dry.json");
        Path done = folder.resolve("done.json");
        migrate(installation, old, "--dry-run", "--report", dry.toString()).expect(0);
        assertThat(installation.home()).isEmptyDirectory();
        assertThat(migrate(installation, old, "--verify", "--report", done.toString()).expect(0).err()).contains("all equal");
        assertThat(Files.readString(dry).replace("\"dry_run\": true", "\"dry_run\": false")).isEqualTo(Files.readString(done));
        assertThat(Fingerprint.snapshot(old.base())).isEqualTo(files);
        assertThat(made.a().contents()).isEqualTo(rows);
        assertThat(NewInstallation.counts(NewInstallation.read(done), "acme", "document").get(3)).isZero();
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            Api user = installation.as(Optional.of("acme"), "user");
            assertReadsEverything(user, old.existing("acme"));
            assertThat(user.get(TestServer.url("/documents/" + made.id(Oddity.CRLF_DOCUMENT) + "/content")).expect(200).bytes())
                    .isEqualTo(Files.readAllBytes(made.blob(Oddity.CRLF_DOCUMENT)));
            user.get(TestServer.url("/documents/" + made.id(Oddity.LOST_BINARY) + "/content")).expect(404, "content-missing");
            String found = made.id(Oddity.DOCUMENT);
            user.send("PATCH", TestServer.url("/documents/" + found + "/metadata"), BodyPublishers.ofString("{\"seen\":true}"), "If-Match", "*",
                    "Content-Type", "application/merge-patch+json").expect(200);
            assertThat(user.get(TestServer.url("/documents?count=true&metadata=" + Api.encode("{\"seen\":true}"))).expect(200).json().getInt("count"))
                    .isEqualTo(1);
            user.delete(TestServer.url("/documents/" + made.id(Oddity.LOST_BINARY))).expect(204);
            assertLostContentCanBeBroughtBack(user, made);
            assertNothingIsLeftOfADeletedDocument(user, installation, made);
            assertWalls(installation, old);
            assertTravels(installation);
            assertPurgedWithItsSecrets(installation);
        }
    }

    private static void assertLostContentCanBeBroughtBack(Api user, OddInstallation.Made made) throws SQLException {
        String id = made.id(Oddity.LOST_TEXT);
        Map<String, Object> row = made.a().query("SELECT * FROM document WHERE id = ?", id).get(0);
        String add = "/baskets/" + row.get("basket_id") + "/documents?name=lost.txt&source=" + Api.encode(String.valueOf(row.get("source")));
        assertThat(user.post(TestServer.url(add), String.valueOf(row.get("raw_content")).getBytes(StandardCharsets.UTF_8)).expect(200).json().getString("id"))
                .isEqualTo(id);
        assertThat(user.get(TestServer.url("/documents/" + id + "/content")).expect(200).text()).isEqualTo(row.get("raw_content"));
        assertThat(user.get(TestServer.url("/documents/" + id + "/metadata")).expect(200).json()).doesNotContainKeys("v2_content_missing", "v2_path");
    }

    private static void assertNothingIsLeftOfADeletedDocument(Api user, OwnInstallation installation, OddInstallation.Made made)
            throws SQLException, IOException {
        String id = made.id(Oddity.UPDATED_DOCUMENT);
        Path area = installation.home().resolve("storage/documents/acme");
        List<String> places = new ArrayList<>(TestInstallation.query(installation.inside("acme"),
                "SELECT path FROM document WHERE id = '" + id + "' UNION SELECT internal_path FROM file_history WHERE document_id = '" + id + "'"));
        assertThat(places).hasSize(2).allSatisfy(place -> assertThat(area.resolve(place)).exists());
        user.delete(TestServer.url("/documents/" + id)).expect(204);
        assertThat(places).allSatisfy(place -> assertThat(area.resolve(place)).doesNotExist());
    }

    private static void assertPurgedWithItsSecrets(OwnInstallation installation) {
        Api operator = installation.as(Optional.empty(), "docex-admin");
        assertThat(installation.home().resolve("secrets/acme")).isNotEmptyDirectory();
        operator.delete(TestServer.url("/admin/tenants/acme?confirm=acme")).expect(200);
        operator.post(TestServer.url("/admin/tenants/acme/purge"), "{\"confirm\":\"acme\",\"without_archive\":true,\"force\":true}").expect(200);
        assertThat(installation.home().resolve("secrets/acme")).doesNotExist();
    }

    private void assertServed(Api reader, Path base, Map<String, Object> old) throws IOException {
        String id = String.valueOf(old.get("id"));
        JsonObject document = reader.get(TestServer.url("/documents/" + id)).expect(200).json();
        assertThat(document.getString("name")).isEqualTo(old.get("name"));
        assertThat(document.getString("checksum")).isEqualTo(old.get("checksum"));
        assertThat(document.getString("created_at")).startsWith(String.valueOf(old.get("created_at")).replace(' ', 'T').substring(0, 19));
        assertThat(document.getString("created_by")).isEqualTo("migration");
        byte[] content = reader.get(TestServer.url("/documents/" + id + "/content")).expect(200).bytes();
        try (Stream<Path> files = Files.walk(base.resolve("storage/docs"))) {
            assertThat(content).isEqualTo(Files.readAllBytes(files.filter(file -> file.endsWith(String.valueOf(old.get("path")))).findFirst().orElseThrow()));
        }
        JsonObject metadata = reader.get(TestServer.url("/documents/" + id + "/metadata")).expect(200).json();
        assertThat(metadata.get("number").toString()).matches("[0-3]");
        assertThat(metadata.getJsonArray("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    private static void assertReadsEverything(Api user, Boundary old) throws SQLException {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonObject page = user.get(TestServer.url("/documents?limit=20" + (next.isEmpty() ? "" : "&cursor=" + Api.encode(next)))).expect(200).json();
            page.getJsonArray("items").getValuesAs(JsonObject.class).forEach(document -> ids.add(document.getString("id")));
            next = page.isNull("next") ? "" : page.getString("next");
        } while (!next.isEmpty());
        assertThat(ids).containsExactlyInAnyOrderElementsOf(ids(old, "document"));
        for (String id : ids) {
            user.get(TestServer.url("/documents/" + id + "/metadata")).expect(200);
        }
        for (String id : ids(old, "docbasket")) {
            user.get(TestServer.url("/baskets/" + id)).expect(200);
        }
    }

    /** Every operation with an id refuses the ids of the other tenant as if they did not exist; lists and searches never show them. */
    private static void assertWalls(OwnInstallation installation, OldInstallation old) throws SQLException {
        Map<String, String> ids = Map.of("acme", "contoso", "contoso", "acme");
        for (Map.Entry<String, String> pair : ids.entrySet()) {
            Api user = installation.as(Optional.of(pair.getKey()), "user");
            List<String> own = ids(old.existing(pair.getKey()), "document");
            String basket = ids(old.existing(pair.getValue()), "docbasket").get(0);
            for (String document : ids(old.existing(pair.getValue()), "document").stream().filter(id -> !own.contains(id)).limit(10).toList()) {
                for (String operation : IsolationContractIT.operationsOfTheApi().stream().filter(name -> name.contains("{") && !name.contains("{name}") && !name.contains("admin")).toList()) {
                    String[] parts = operation.split(" ");
                    String path = parts[1].replace("{basket}", basket).replace("{id}", parts[1].startsWith("baskets") ? basket : document)
                            .replace("{version}", "1") + (operation.equals("POST baskets/{basket}/documents") ? "?name=x"
                                    : operation.equals("DELETE documents/{id}/metadata") ? "?key=x" : "");
                    String body = operation.endsWith("duplicate") ? "{\"original_document_id\":\"x\"}" : "{}";
                    user.send(parts[0], TestServer.url("/" + path), BodyPublishers.ofString(body), "If-Match", "*",
                            "Content-Type", operation.startsWith("PATCH") ? "application/merge-patch+json" : "application/json").expect(404, "not-found");
                }
            }
            String names = user.get(TestServer.url("/documents?limit=1000")).expect(200).text();
            ids(old.existing(pair.getValue()), "document").stream().filter(id -> !own.contains(id)).forEach(foreign -> assertThat(names).doesNotContain(foreign));
        }
        installation.as(Optional.empty(), "user").get(TestServer.url("/documents")).expect(403, "tenant-required");
    }

    /** Exported, imported under another id, exported again. */
    private static void assertTravels(OwnInstallation installation) {
        Api operator = installation.as(Optional.empty(), "docex-admin");
        byte[] archive = operator.get(TestServer.url("/admin/tenants/acme/archive")).expect(200).bytes();
        operator.post(TestServer.url("/admin/tenants/travelled/archive"), archive).expect(201);
        String count = installation.as(Optional.of("acme"), "reader").get(TestServer.url("/documents?count=true")).expect(200).text();
        assertThat(installation.as(Optional.of("travelled"), "reader").get(TestServer.url("/documents?count=true")).expect(200).text()).isEqualTo(count);
    }

    private static List<String> ids(Boundary boundary, String table) throws SQLException {
        return boundary.query("SELECT id FROM " + table + " ORDER BY id").stream().map(row -> String.valueOf(row.get("id"))).collect(Collectors.toList());
    }

    private static Ran migrate(OwnInstallation installation, OldInstallation old, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("migrate-v2-to-v3", "--from", old.config().toString(), "--base", old.base().toString(), "--to",
                installation.home().toString()));
        command.addAll(List.of(more));
        return installation.cli(Map.of(), command.toArray(String[]::new));
    }

    private static int port() {
        return Integer.getInteger("it.postgres.port");
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    private static String database() throws SQLException {
        String database = "old_" + Long.toHexString(System.nanoTime());
        TestInstallation.execute(TestInstallation.superuser(), "CREATE DATABASE " + database);
        return database;
    }
}
