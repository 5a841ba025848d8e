package org.docex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.docex.migration.NewInstallation.counts;
import static org.docex.migration.NewInstallation.findings;

import jakarta.json.JsonObject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.source.AwsEnvironment;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.S3Proxy;
import org.docex.storage.S3Server;
import org.docex.storage.Sha256;
import org.docex.storage.Storages;
import org.docex.storage.TestBucket;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installations of 2.x on S3 become homes of 3.0, with a real S3 server. */
@Tag("once")
class S3InstallationIT {
    private static S3Server server;

    @TempDir
    Path folder;

    private TestBucket bucket;
    private TestBucket target;
    private S3Proxy proxy;
    private OldObjects old;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void installation() throws IOException {
        bucket = server.bucket();
        target = server.bucket();
        proxy = new S3Proxy(server.endpoint());
        old = OldObjects.sqlite(folder.resolve("old"), bucket);
    }

    @AfterEach
    void close() {
        proxy.close();
        target.close();
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void documents_are_copied_byte_for_byte_and_the_old_bucket_is_only_read(boolean toBucket) throws Exception {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String tenant : List.of("acme", "contoso")) {
            Boundary boundary = old.installation().tenant(tenant);
            String basket = old.basket28(boundary, "Bills");
            for (byte[] content : List.of(new byte[0], text("{\"a\": [1, 2]}"), text("[1]"), random(9 << 20))) {
                String key = tenant + "/finance_dept/production/Bills/" + contents.size() + "_abcdef.json";
                contents.put(tenant + " " + old.document(boundary, basket, key, content), content);
            }
        }
        Map<String, String> before = bucket.objects();
        Map<String, String> files = Fingerprint.snapshot(old.installation().base());
        NewInstallation fresh = migrated(toBucket);
        assertThat(bucket.objects()).isEqualTo(before);
        assertThat(Fingerprint.snapshot(old.installation().base())).isEqualTo(files);
        assertThat(proxy.requests()).filteredOn(request -> request.contains(bucket.name())).isNotEmpty()
                .allMatch(request -> request.startsWith("GET ") || request.startsWith("HEAD "));
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            String[] owner = content.getKey().split(" ");
            assertThat(content(fresh, owner[0], owner[1])).isEqualTo(content.getValue());
            assertThat(fresh.row(owner[0], "document", owner[1])).containsEntry("checksum", Sha256.hex(content.getValue()))
                    .containsEntry("size", "" + content.getValue().length);
        }
        assertThat(places(fresh.report())).containsExactly("acme: key 4", "contoso: key 4");
        assertThat(findings(fresh.report(), "content-missing")).isEmpty();
        assertThat(findings(fresh.report(), "orphan")).isEmpty();
        assertThat(counts(fresh.report(), "acme", "document")).containsExactly(4, 4, 0, 0);
        assertThat(target.objects().isEmpty()).isNotEqualTo(toBucket);
        assertThat(verified(fresh, order(fresh, toBucket, false))).isEmpty();
    }

    @Test
    void the_new_home_names_the_new_bucket_and_no_secret() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String document = old.document(acme, old.basket28(acme, "Bills"), "acme/finance_dept/production/a_abcdef.txt", text("a"));
        NewInstallation fresh = migrated(true);
        String yaml = Files.readString(fresh.home().resolve("docex.yaml"));
        assertThat(yaml).contains("bucket: \"" + target.name() + "\"", "endpoint: \"" + proxy.endpoint() + "\"", "path_style: true",
                "secret_key: \"${file:secrets/s3-documents/secret_key}\"").doesNotContain(OldObjects.SECRET);
        assertThat(fresh.home().resolve("secrets/s3-documents/secret_key")).hasContent(OldObjects.SECRET);
        assertThat(findings(fresh.report(), "secret-moved")).hasSize(2);
        assertThat(Files.readString(fresh.home().resolve("migration/report.json"))).doesNotContain(OldObjects.SECRET);
        assertThat(target.objects()).containsKey("acme/" + fresh.row("acme", "document", document).get("path"));
        assertThat(fresh.row("acme", "document", document).get("path")).startsWith("finance_dept/production/Bills_");
    }

    @Test
    void an_installation_without_tenants_has_the_whole_bucket() throws Exception {
        old.installation().setting("security.multi_tenancy_model", "row_level").setting("security.tenant_database_routing", false);
        Boundary single = old.installation().single();
        String document = old.document(single, old.basket28(single, "Bills"), "finance_dept/production/a_abcdef.txt", text("a"));
        NewInstallation fresh = migrated(true);
        assertThat(target.get(fresh.row("single", "document", document).get("path"))).isEqualTo(text("a"));
        assertThat(verified(fresh, order(fresh, true, false))).isEmpty();
    }

    @Test
    void objects_are_found_by_every_layout() throws Exception {
        Boundary acme = old.installation().tenant26("acme");
        String plain = old.basket26(acme, "Bills 2025", "tenant_acme/bill_raw/");
        Map<String, String> expected = new TreeMap<>();
        for (String layout : List.of("key", "prefix and path", "layout of 2.6", "layout of 2.6.2", "layout of 2.7")) {
            String id = "doc_" + old.installation().hex();
            String key = switch (layout) {
                case "key" -> "baskets/anywhere/" + id;
                case "prefix and path" -> "tenant_acme/bill_raw/docex/basket_x/" + id;
                case "layout of 2.6" -> "baskets/Bills 2025/docex/basket_" + plain + "/" + id;
                case "layout of 2.6.2" -> "tenant_acme/bill_raw/documents/" + id + ".txt";
                default -> "finance_dept/production/tenant_acme/Bills_2025/a__" + id + ".txt";
            };
            String path = layout.equals("key") ? key : layout.equals("prefix and path") ? "docex/basket_x/" + id : "gone/" + id;
            old.document(acme, OldDocument.of(plain, "a.txt", layout).with("id", id), path, key, text(layout));
            expected.put(id, layout);
        }
        NewInstallation fresh = migrated(false);
        assertThat(places(fresh.report())).containsExactlyInAnyOrderElementsOf(expected.values().stream().map(layout -> "acme: " + layout + " 1").toList());
        for (Map.Entry<String, String> document : expected.entrySet()) {
            assertThat(fresh.content("acme", document.getKey())).hasContent(document.getValue());
        }
        assertThat(findings(fresh.report(), "orphan")).isEmpty();
        assertThat(verified(fresh, order(fresh, false, false))).isEmpty();
    }

    @Test
    void what_is_missing_orphaned_altered_or_there_twice_is_told() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String basket = old.basket26(acme, "Bills", "in/");
        String missing = acme.document(OldDocument.of(basket, "missing.txt", "m").path("in/missing.txt").withoutBlob());
        String altered = old.document(acme, OldDocument.of(basket, "altered.pdf", random(10)), "in/altered.pdf", "in/altered.pdf", random(11));
        String crlf = old.document(acme, basket, "in/crlf.txt", text("a\r\nb\r\n"));
        String twice = old.document(acme, OldDocument.of(basket, "twice.pdf", text("one")), "twice.pdf", "twice.pdf", text("one"));
        bucket.put("in/twice.pdf", text("two"));
        String parent = acme.document(OldDocument.of(basket, "parent.txt", "p").path("in/../../other/key").withoutBlob());
        bucket.put("in/orphan.txt", text("left behind"));
        bucket.put("in/", new byte[0]);
        bucket.put("elsewhere/stranger.txt", text("of somebody else"));
        NewInstallation fresh = migrated(true);
        JsonObject report = fresh.report();
        assertThat(findings(report, "content-missing")).hasSize(2).anyMatch(found -> found.contains(missing)).anyMatch(found -> found.contains(parent));
        assertThat(fresh.row("acme", "document", missing)).containsEntry("path", "");
        assertThat(fresh.metadata("acme", missing)).containsEntry("v2_content_missing", "true").containsEntry("v2_path", "\"in/missing.txt\"");
        assertThat(findings(report, "path-parent")).hasSize(1);
        assertThat(findings(report, "path-outside")).hasSize(1);
        assertThat(findings(report, "checksum-differs")).hasSize(2).anyMatch(found -> found.contains(altered))
                .anyMatch(found -> found.contains(crlf) && found.contains("line ends translated"));
        assertThat(fresh.metadata("acme", altered)).containsKey("v2_checksum");
        assertThat(findings(report, "different-copies")).hasSize(1).first().asString().contains(twice, "s3://" + bucket.name() + "/in/twice.pdf differs");
        assertThat(content(fresh, "acme", twice)).isEqualTo(text("one"));
        assertThat(findings(report, "orphan")).containsExactlyInAnyOrder(" s3://" + bucket.name() + "/in/orphan.txt: 11 bytes",
                " s3://" + bucket.name() + "/in/twice.pdf: 3 bytes");
        assertThat(verified(fresh, order(fresh, true, false))).isEmpty();
        bucket.put("in/missing.txt", text("m"));
        assertThat(verified(fresh, order(fresh, true, false))).hasSize(1).first().asString().contains(missing, "was missing");
    }

    @Test
    void folders_and_buckets_side_by_side_become_one_storage() throws Exception {
        OldInstallation mixed = OldInstallation.sqlite(folder.resolve("mixed"));
        old = new OldObjects(mixed, bucket);
        Boundary acme = mixed.tenant("acme");
        String file = acme.document(acme.basket("files"), "file.txt", text("of a file"));
        String object = old.document(acme, old.basket28(acme, "objects"), "acme/finance_dept/production/o_abcdef.txt", text("of an object"));
        for (boolean toBucket : new boolean[] {true, false}) {
            NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new-" + toBucket));
            migrate(fresh, order(fresh, toBucket, false));
            assertThat(content(fresh, "acme", file)).isEqualTo(text("of a file"));
            assertThat(content(fresh, "acme", object)).isEqualTo(text("of an object"));
            assertThat(places(fresh.report())).containsExactly("acme: basket path 1", "acme: key 1");
            assertThat(findings(fresh.report(), "orphan")).isEmpty();
            assertThat(verified(fresh, order(fresh, toBucket, false))).isEmpty();
        }
    }

    @Test
    void a_dry_run_changes_nothing_and_tells_the_same() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String basket = old.basket28(acme, "Bills");
        old.document(acme, basket, "acme/finance_dept/production/a_abcdef.txt", text("a\r\n"));
        acme.document(OldDocument.of(basket, "missing.txt", "m").path("nowhere").withoutBlob());
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        Path told = folder.resolve("dry.json");
        Map<String, String> before = bucket.objects();
        run(order(fresh, true, true), fresh, outcome -> write(outcome, told));
        assertThat(fresh.home()).doesNotExist();
        assertThat(target.objects()).isEmpty();
        assertThat(bucket.objects()).isEqualTo(before);
        migrate(fresh, order(fresh, true, false));
        assertThat(Files.readString(told).replace("\"dry_run\": true", "\"dry_run\": false"))
                .isEqualTo(Files.readString(fresh.home().resolve("migration/report.json")));
    }

    @Test
    void a_run_that_was_cut_off_anywhere_goes_on_to_the_same_result() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String basket = old.basket28(acme, "Bills");
        for (int i = 0; i < 70; i++) {
            old.document(acme, basket, "acme/finance_dept/production/" + i + "_abcdef.txt", text("content " + i));
        }
        NewInstallation whole = NewInstallation.onSqlite(folder.resolve("whole"));
        long[] events = {0};
        new Migration(order(whole, false, false), whole, (tenant, what, done, total) -> events[0]++).run(outcome -> {});
        Map<String, String> expected = whole.state("acme");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("cut"));
        Random random = new Random(2026);
        while (!Files.exists(fresh.home().resolve("docex.yaml"))) {
            long[] left = {1 + random.nextLong(events[0] + 10)};
            try {
                new Migration(order(fresh, false, false), fresh, (tenant, what, done, total) -> {
                    if (--left[0] == 0) {
                        throw new IllegalStateException("cut at " + what);
                    }
                }).run(outcome -> {});
            } catch (IllegalStateException | DocexException cut) {
                assertThat(cut).hasStackTraceContaining("cut at");
            }
        }
        assertThat(fresh.state("acme")).isEqualTo(expected);
    }

    @Test
    void what_is_half_copied_into_a_bucket_is_written_again() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String basket = old.basket28(acme, "Bills");
        for (int i = 0; i < 70; i++) {
            old.document(acme, basket, "acme/finance_dept/production/" + i + "_abcdef.txt", text("content " + i));
        }
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertThatThrownBy(() -> new Migration(order(fresh, true, false), fresh, (tenant, what, done, total) -> {
            if (done == 66) {
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        assertThat(target.objects()).hasSizeGreaterThan(60);
        migrate(fresh, order(fresh, true, false));
        assertThat(target.objects()).hasSize(71).containsKey("acme/.docex");
        assertThat(verified(fresh, order(fresh, true, false))).isEmpty();
    }

    @Test
    void a_bucket_that_refuses_or_is_away_stops_the_run_which_then_goes_on() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String document = old.document(acme, old.basket28(acme, "Bills"), "acme/finance_dept/production/a_abcdef.txt", text("a"));
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        proxy.next("HEAD", S3Proxy.refuse(403, "AccessDenied"));
        assertStops(fresh, "could not be reached: access is denied");
        assertThat(fresh.home()).doesNotExist();
        assertThatThrownBy(() -> new Migration(order(fresh, false, false), fresh, (tenant, what, done, total) -> {
            if (what.equals("baskets")) {
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        proxy.next("HEAD", S3Proxy.refuse(403, "AccessDenied"));
        assertStops(fresh, "s3:ListBucket and s3:GetObject");
        proxy.next("GET", S3Proxy.refuse(403, "AccessDenied"), S3Proxy.refuse(403, "AccessDenied"), S3Proxy.refuse(403, "AccessDenied"));
        assertStops(fresh, "could not be read: access is denied");
        S3Proxy.Answer away = S3Proxy.refuse(503, "SlowDown");
        proxy.next("HEAD", away, away, away);
        assertStops(fresh, "fails or is overloaded");
        assertThat(fresh.home().resolve("docex.yaml")).doesNotExist();
        migrate(fresh, order(fresh, false, false));
        assertThat(fresh.content("acme", document)).hasContent("a");
        assertThat(findings(fresh.report(), "content-missing")).isEmpty();
    }

    @Test
    void a_server_that_nobody_reaches_is_told_before_anything_is_made() throws Exception {
        old.installation().tenant("acme");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        MigrationOrder nowhere = order(fresh, false, false, URI.create("http://localhost:1"));
        assertThatThrownBy(() -> migrate(fresh, nowhere)).hasMessageContaining("cannot be reached").hasMessageContaining("run the command again");
        assertThat(fresh.home()).doesNotExist();
    }

    @Test
    void a_connection_that_breaks_is_made_again_where_it_broke() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        byte[] content = random(3 << 20);
        String document = old.document(acme, old.basket28(acme, "Bills"), "acme/finance_dept/production/a_abcdef.bin", content);
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        proxy.next("GET", S3Proxy.cut(1 << 20, 0), S3Proxy.cut(1 << 20, 0));
        migrate(fresh, order(fresh, false, false));
        assertThat(content(fresh, "acme", document)).isEqualTo(content);
        assertThat(proxy.requests()).filteredOn(request -> request.startsWith("GET ") && request.contains("a_abcdef.bin")).hasSize(3);
    }

    @Test
    void a_comparison_finds_an_object_that_was_altered_or_is_gone() throws Exception {
        Boundary acme = old.installation().tenant("acme");
        String basket = old.basket28(acme, "Bills");
        String altered = old.document(acme, basket, "acme/finance_dept/production/a_abcdef.txt", text("a"));
        String gone = old.document(acme, basket, "acme/finance_dept/production/b_abcdef.txt", text("b"));
        String changedThere = old.document(acme, basket, "acme/finance_dept/production/c_abcdef.txt", text("c"));
        NewInstallation fresh = migrated(true);
        target.put("acme/" + fresh.row("acme", "document", altered).get("path"), text("x"));
        bucket.delete("acme/finance_dept/production/b_abcdef.txt");
        bucket.put("acme/finance_dept/production/c_abcdef.txt", text("y"));
        assertThat(verified(fresh, order(fresh, true, false))).hasSize(3).anyMatch(found -> found.equals("acme: the content of " + altered + " is not what was moved"))
                .anyMatch(found -> found.contains("b_abcdef.txt of DocEX 2.x is not what was moved as the content of " + gone))
                .anyMatch(found -> found.contains("c_abcdef.txt of DocEX 2.x is not what was moved as the content of " + changedThere));
    }

    @Test
    void where_documents_go_must_be_said_and_must_be_empty_and_another_bucket() throws Exception {
        old.installation().tenant("acme");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertRefused(fresh, Optional.empty(), ErrorCode.REQUEST_INVALID, "on S3, in the bucket '" + bucket.name() + "'. Say where", "--to-storage filesystem");
        assertRefused(fresh, Optional.of(bucket.name()), ErrorCode.REQUEST_INVALID, "holds documents of DocEX 2.x");
        assertRefused(fresh, Optional.of("not-there"), ErrorCode.STORAGE_UNAVAILABLE, "The bucket 'not-there' does not exist");
        target.put("mine.txt", text("mine"));
        assertRefused(fresh, Optional.of(target.name()), ErrorCode.BOUNDARY_EXISTS, "is not empty");
        assertThat(target.objects()).containsOnlyKeys("mine.txt");
        MigrationOrder odd = order(fresh, false, false, URI.create("http://localhost/a/path"));
        assertThatThrownBy(() -> migrate(fresh, odd)).hasMessageContaining("AWS_ENDPOINT_URL_S3");
        old.installation().setting("storage.type", "filesystem");
        assertRefused(fresh, Optional.of(target.name()), ErrorCode.REQUEST_INVALID, "all lie in folders");
        assertThat(fresh.home()).doesNotExist();
    }

    private void assertRefused(NewInstallation fresh, Optional<String> to, ErrorCode code, String... message) {
        MigrationOrder order = new MigrationOrder(old.installation().config(), old.installation().base(), fresh.home(), Map.of(), Optional.empty(),
                new S3Order(to, false, environment(proxy.endpoint())), false);
        assertThatThrownBy(() -> migrate(fresh, order)).isInstanceOfSatisfying(DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
                .message().contains(message).contains("Nothing was changed");
    }

    private void assertStops(NewInstallation fresh, String message) {
        assertThatThrownBy(() -> migrate(fresh, order(fresh, false, false))).isInstanceOfSatisfying(DocexException.class,
                stop -> assertThat(stop.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE)).hasMessageContaining(message)
                .hasMessageContaining("run the command again");
    }

    private NewInstallation migrated(boolean toBucket) {
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        migrate(fresh, order(fresh, toBucket, false));
        return fresh;
    }

    private static void migrate(NewInstallation fresh, MigrationOrder order) {
        run(order, fresh, outcome -> {});
    }

    private static void run(MigrationOrder order, NewInstallation fresh, Consumer<Migration.Outcome> told) {
        new Migration(order, fresh, (tenant, what, done, total) -> {}).run(told);
    }

    private MigrationOrder order(NewInstallation fresh, boolean toBucket, boolean dryRun) {
        return order(fresh, toBucket, dryRun, proxy.endpoint());
    }

    private MigrationOrder order(NewInstallation fresh, boolean toBucket, boolean dryRun, URI endpoint) {
        return new MigrationOrder(old.installation().config(), old.installation().base(), fresh.home(), Map.of(), Optional.empty(),
                new S3Order(Optional.of(target.name()).filter(name -> toBucket), !toBucket, environment(endpoint)), dryRun);
    }

    private static AwsEnvironment environment(URI endpoint) {
        return AwsEnvironment.of(Map.of("AWS_ENDPOINT_URL", "http://ignored.example", "AWS_ENDPOINT_URL_S3", endpoint.toString())::get);
    }

    private static List<String> verified(NewInstallation fresh, MigrationOrder order) {
        List<String> differences = new ArrayList<>();
        new Migration(order, fresh, (tenant, what, done, total) -> {}).verify(differences::add);
        return differences;
    }

    private static byte[] content(NewInstallation fresh, String tenant, String document) throws IOException, SQLException {
        try (Storages storages = new Storages(fresh.config());
                Blob blob = storages.open("documents", tenant, fresh.row(tenant, "document", document).get("path")).orElseThrow();
                InputStream in = blob.from(0)) {
            return in.readAllBytes();
        }
    }

    private static void write(Migration.Outcome outcome, Path file) {
        try {
            outcome.report().orElseThrow().write(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> places(JsonObject report) {
        return report.getJsonArray("contents").getValuesAs(JsonObject.class).stream().filter(place -> !place.getString("found").equals("row"))
                .map(place -> place.getString("tenant") + ": " + place.getString("found") + " " + place.getInt("files")).toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
