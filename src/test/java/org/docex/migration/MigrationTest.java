package org.docex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.docex.migration.NewInstallation.counts;
import static org.docex.migration.NewInstallation.findings;

import jakarta.json.JsonObject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Installations of 2.x on SQLite become homes of 3.0. */
class MigrationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v288_sqlite", "v262_sqlite"})
    void a_real_installation_is_moved_row_by_row_and_byte_by_byte(String sample) throws Exception {
        OldInstallation old = sample(sample);
        Map<String, String> before = Fingerprint.snapshot(old.base());
        NewInstallation fresh = migrated(old);
        assertThat(Fingerprint.snapshot(old.base())).isEqualTo(before);
        for (String tenant : List.of("acme", "contoso")) {
            Boundary boundary = old.existing(tenant);
            for (String table : OldTables.TABLES) {
                assertThat(counts(fresh.report(), tenant, table)).as(table).containsExactly(boundary.count(table), boundary.count(table), 0, 0);
            }
            for (Map<String, Object> document : boundary.query("SELECT * FROM document")) {
                String id = String.valueOf(document.get("id"));
                byte[] bytes = Files.readAllBytes(sampleBlob(old.base(), String.valueOf(document.get("path"))));
                assertThat(Files.readAllBytes(fresh.content(tenant, id))).isEqualTo(bytes);
                assertThat(fresh.row(tenant, "document", id)).containsEntry("checksum", Sha256.hex(bytes)).containsEntry("size", "" + bytes.length)
                        .containsEntry("name", String.valueOf(document.get("name"))).containsEntry("source", String.valueOf(document.get("source")))
                        .containsEntry("basket_id", String.valueOf(document.get("basket_id"))).containsEntry("status", "RECEIVED")
                        .containsEntry("created_at", time(document.get("created_at"))).containsEntry("updated_at", time(document.get("updated_at")))
                        .containsEntry("created_by", "migration");
                assertThat(fresh.metadata(tenant, id)).containsEntry("tags", "[\"a\",\"b\"]").containsKey("number");
            }
            for (Map<String, Object> operation : boundary.query("SELECT * FROM operations")) {
                assertThat(fresh.row(tenant, "operations", String.valueOf(operation.get("id"))))
                        .containsEntry("operation_type", String.valueOf(operation.get("operation_type"))).containsEntry("status", "success")
                        .containsEntry("created_at", time(operation.get("created_at")));
            }
            assertThat(fresh.rows(tenant, "SELECT sequence, event_type, status FROM doc_events ORDER BY sequence")).extracting(row -> row.get("sequence"))
                    .containsExactly("1", "2");
            assertThat(fresh.rows(tenant, "SELECT last_sequence FROM event_clock").get(0)).containsEntry("last_sequence", "2");
            assertThat(fresh.rows(tenant, "SELECT name, protocol, can_upload FROM transport_routes").get(0)).containsEntry("name", tenant + "_backup")
                    .containsEntry("protocol", "local").containsEntry("can_upload", "1");
        }
        assertThat(findings(fresh.report(), "shared-folder")).hasSize(1);
        assertThat(findings(fresh.report(), "orphan")).isEmpty();
        assertThat(verified(old, fresh)).isEmpty();
    }

    @Test
    void the_report_says_where_documents_were_found() throws Exception {
        assertThat(places(migrated(sample("v288_sqlite")).report())).containsExactly("acme: basket path 8", "contoso: basket path 8");
        Path second = folder.resolve("second");
        Samples.loadSample("v262_sqlite", second);
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new262"));
        migrate(OldInstallation.at(second), fresh);
        assertThat(places(fresh.report())).containsExactly("acme: basket filesystem.path 8", "contoso: basket filesystem.path 8");
    }

    @Test
    void names_that_2_6_kept_are_sanitised_told_and_audited() throws Exception {
        NewInstallation fresh = migrated(sample("v262_sqlite"));
        assertThat(findings(fresh.report(), "basket-renamed")).hasSize(2).first().asString().endsWith("'Purchase Orders 2025' is 'Purchase_Orders_2025' now");
        assertThat(fresh.rows("acme", "SELECT details FROM audit WHERE action = 'BASKET_RENAMED'").get(0).get("details"))
                .isEqualTo("{\"old_name\":\"Purchase Orders 2025\",\"name\":\"Purchase_Orders_2025\"}");
    }

    @Test
    void what_was_made_is_an_installation_that_nothing_is_missing_of() throws Exception {
        NewInstallation fresh = migrated(sample("v288_sqlite"));
        assertThat(fresh.config().multiTenancy().enabled()).isTrue();
        assertThat(fresh.config().security().localKey()).isTrue();
        assertThat(fresh.home().resolve("local-key.json")).exists();
        try (Connection system = DriverManager.getConnection("jdbc:sqlite:" + fresh.config().multiTenancy().bootstrapTenant().databasePath());
                var rows = system.createStatement().executeQuery("SELECT tenant_id || ' ' || status || ' ' || created_by FROM tenant_registry "
                        + "WHERE NOT is_system ORDER BY tenant_id")) {
            List<String> tenants = new ArrayList<>();
            while (rows.next()) {
                tenants.add(rows.getString(1));
            }
            assertThat(tenants).containsExactly("acme ACTIVE migration", "contoso ACTIVE migration");
        }
        assertThat(Files.readString(fresh.home().resolve("docex.yaml"))).contains("issuer:").contains("# 2.x had a database or schema for each tenant.");
    }

    @Test
    void a_dry_run_changes_nothing_and_tells_the_same() throws Exception {
        OldInstallation old = odd().a().installation();
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        Map<String, String> before = Fingerprint.snapshot(folder);
        Path told = Files.createTempFile("dry", ".json");
        new Migration(order(old, fresh, true), fresh, (tenant, what, done, total) -> {}).run(outcome -> write(outcome, told));
        assertThat(Fingerprint.snapshot(folder)).isEqualTo(before);
        migrate(old, fresh);
        assertThat(Files.readString(told).replace("\"dry_run\": true", "\"dry_run\": false"))
                .isEqualTo(Files.readString(fresh.home().resolve("migration/report.json")));
        Files.delete(told);
    }

    @Test
    void running_again_is_told_and_changes_nothing() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = migrated(old);
        Map<String, String> before = Fingerprint.snapshot(fresh.home().resolve("storage"));
        List<Boolean> already = new ArrayList<>();
        new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {}).run(outcome -> already.add(outcome.already()));
        assertThat(already).containsExactly(true);
        assertThat(Fingerprint.snapshot(fresh.home().resolve("storage"))).isEqualTo(before);
    }

    @Test
    void a_run_that_was_cut_off_anywhere_goes_on_to_the_same_result() throws Exception {
        OldInstallation old = odd().a().installation();
        Map<String, String> before = Fingerprint.snapshot(old.base());
        NewInstallation whole = NewInstallation.onSqlite(folder.resolve("whole"));
        long[] events = {0};
        new Migration(order(old, whole, false), whole, (tenant, what, done, total) -> events[0]++).run(outcome -> {});
        Map<String, String> expected = whole.state("acme", "contoso");
        Random random = new Random(2026);
        for (int round = 0; round < 8; round++) {
            NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("cut" + round));
            while (!Files.exists(fresh.home().resolve("docex.yaml"))) {
                long[] left = {1 + random.nextLong(events[0] + 10)};
                try {
                    new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {
                        if (--left[0] == 0) {
                            throw new IllegalStateException("cut at " + what);
                        }
                    }).run(outcome -> {});
                } catch (IllegalStateException | DocexException cut) {
                    assertThat(cut).hasStackTraceContaining("cut at");
                }
            }
            assertThat(fresh.state("acme", "contoso")).as("round " + round).isEqualTo(expected);
        }
        assertThat(Fingerprint.snapshot(old.base())).isEqualTo(before);
    }

    @Test
    void a_full_disk_stops_the_run_and_room_lets_it_go_on() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        Path unfinished = fresh.home().resolve("docex.yaml.unfinished");
        assertThatThrownBy(() -> new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {
            if (tenant.equals("contoso") && what.equals("documents")) {
                fill(unfinished);
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        assertThatThrownBy(() -> migrate(old, fresh)).isInstanceOfSatisfying(DocexException.class,
                full -> assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL)).hasMessageContaining("Make room");
        Files.writeString(unfinished, Files.readString(unfinished).replaceFirst("limits:.*", ""));
        migrate(old, fresh);
        assertThat(verified(old, fresh)).isEmpty();
    }

    private static void fill(Path config) {
        try {
            Files.writeString(config, "\nlimits: { min_free_bytes: " + (1L << 58) + " }\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nobody_can_serve_what_is_half_made() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertThatThrownBy(() -> new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {
            if (tenant.equals("contoso")) {
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        assertThat(fresh.home().resolve("storage/tenant_acme/docex.db")).exists();
        assertThatThrownBy(fresh::config).isInstanceOf(DocexException.class);
    }

    @Test
    void an_installation_without_tenants_stays_one() throws Exception {
        OldInstallation old = OldInstallation.sqliteSingle(folder.resolve("old"));
        Boundary boundary = old.single();
        String document = boundary.document(boundary.basket("Bills"), "bill.txt", "hello".getBytes(StandardCharsets.UTF_8));
        NewInstallation fresh = migrated(old);
        assertThat(fresh.config().multiTenancy().enabled()).isFalse();
        assertThat(fresh.row("single", "document", document)).containsEntry("name", "bill.txt");
        assertThat(fresh.home().resolve("storage/documents").resolve(fresh.row("single", "document", document).get("path"))).hasContent("hello");
        assertThat(verified(old, fresh)).isEmpty();
    }

    @Test
    void an_installation_without_tenants_becomes_one_tenant_on_request() throws Exception {
        OldInstallation old = OldInstallation.sqliteSingle(folder.resolve("old"));
        Boundary boundary = old.single();
        String document = boundary.document(boundary.basket("Bills"), "bill.txt", "hello".getBytes(StandardCharsets.UTF_8));
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        migrate(new MigrationOrder(old.config(), old.base(), fresh.home(), Map.of(), Optional.of("acme"), false), fresh);
        assertThat(fresh.config().multiTenancy().enabled()).isTrue();
        assertThat(fresh.content("acme", document)).hasContent("hello");
        assertThat(findings(fresh.report(), "tenant-renamed")).hasSize(1);
    }

    @Test
    void ids_that_the_new_rules_refuse_stop_the_run_until_each_is_mapped() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        for (String id : List.of("Initech", "acme", "docex_first_tenant", "two_many_characters_for_a_tenant_id")) {
            Boundary boundary = old.tenant(id);
            boundary.document(boundary.basket("in"), id + ".txt", id.getBytes(StandardCharsets.UTF_8));
        }
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertThatThrownBy(() -> migrate(old, fresh)).isInstanceOf(DocexException.class).hasMessageContaining("--rename")
                .hasMessageContaining("Initech: ").hasMessageContaining("Use 'initech'").hasMessageContaining("docex_first_tenant: ")
                .hasMessageContaining("two_many_characters_for_a_tenant_id: ");
        assertThat(fresh.home()).doesNotExist();
        Map<String, String> renames = Map.of("Initech", "initech", "docex_first_tenant", "first", "two_many_characters_for_a_tenant_id", "two");
        assertThatThrownBy(() -> migrate(ordered(old, fresh, Map.of("Initech", "acme", "docex_first_tenant", "first",
                "two_many_characters_for_a_tenant_id", "two")), fresh)).hasMessageContaining("'acme' is taken");
        Map<String, String> more = new TreeMap<>(renames);
        more.put("nobody", "x");
        assertThatThrownBy(() -> migrate(ordered(old, fresh, more), fresh)).hasMessageContaining("not there: [nobody]");
        migrate(ordered(old, fresh, renames), fresh);
        assertThat(fresh.rows("initech", "SELECT name FROM document").get(0)).containsEntry("name", "Initech.txt");
        assertThat(findings(fresh.report(), "tenant-renamed")).hasSize(3);
    }

    @Test
    void empty_default_tenants_and_system_databases_are_told_and_left() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        acme.basket("empty");
        old.tenant("docex_first_tenant");
        old.tenant("_docex_system_");
        Boundary stray = old.single();
        stray.document(stray.basket("lost"), "lost.txt", new byte[] {'x'});
        Files.createDirectories(old.base().resolve("storage/tenant_half"));
        Files.createFile(old.base().resolve("storage/tenant_half/docex.db"));
        Files.createDirectories(old.base().resolve("storage/tenant_text"));
        Files.writeString(old.base().resolve("storage/tenant_text/docex.db"), "no database at all");
        NewInstallation fresh = migrated(old);
        assertThat(findings(fresh.report(), "stray-boundary")).hasSize(5).anyMatch(found -> found.contains("docex.db: 4 rows of no tenant"))
                .anyMatch(found -> found.contains("tenant_half/docex.db: empty")).anyMatch(found -> found.contains("tenant_text/docex.db: no SQLite"));
        assertThat(counts(fresh.report(), "acme", "docbasket")).containsExactly(1, 1, 0, 0);
        NewInstallation with = NewInstallation.onSqlite(folder.resolve("with"));
        migrate(new MigrationOrder(old.config(), old.base(), with.home(), Map.of(), Optional.of("found"), false), with);
        assertThat(with.rows("found", "SELECT name FROM document")).containsExactly(Map.of("name", "lost.txt"));
    }

    @Test
    void a_database_that_was_left_in_the_middle_of_a_change_is_read_from_a_copy() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        acme.document(acme.basket("in"), "a.txt", new byte[] {'a'});
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + acme.file()); var statement = open.createStatement()) {
            statement.execute("PRAGMA cache_size = 2");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("UPDATE document SET name = 'half'");
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                    + "INSERT INTO docbasket SELECT 'bas_' || i, 'b' || i, NULL, '{}', 'active', '2025-01-01 00:00:00', '2025-01-01 00:00:00' FROM n");
            Files.copy(acme.file(), copy.resolve("docex.db"));
            Files.copy(acme.file().resolveSibling("docex.db-journal"), copy.resolve("docex.db-journal"));
            statement.execute("ROLLBACK");
        }
        Files.move(copy.resolve("docex.db"), acme.file(), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy.resolve("docex.db-journal"), acme.file().resolveSibling("docex.db-journal"));
        Map<String, String> before = Fingerprint.snapshot(old.base());
        NewInstallation fresh = migrated(old);
        assertThat(Fingerprint.snapshot(old.base())).isEqualTo(before);
        assertThat(fresh.rows("acme", "SELECT name FROM document")).containsExactly(Map.of("name", "a.txt"));
        assertThat(counts(fresh.report(), "acme", "docbasket")).containsExactly(1, 1, 0, 0);
    }

    @Test
    void a_database_with_a_write_ahead_log_is_read_with_it_and_not_touched() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        acme.document(acme.basket("in"), "a.txt", new byte[] {'a'});
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + acme.file()); var statement = open.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("UPDATE docbasket SET description = 'in the log'");
            Map<String, String> before = Fingerprint.snapshot(old.base());
            NewInstallation fresh = migrated(old);
            assertThat(Fingerprint.snapshot(old.base())).isEqualTo(before);
            assertThat(fresh.rows("acme", "SELECT description FROM docbasket")).containsExactly(Map.of("description", "in the log"));
        }
    }

    @Test
    void a_locked_database_is_refused_and_goes_on_later() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + old.existing("contoso").file()); var statement = open.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> migrate(old, fresh)).isInstanceOf(DocexException.class).hasMessageContaining("tenant_contoso/docex.db")
                    .hasMessageContaining("Stop DocEX 2.x");
        }
        migrate(old, fresh);
        assertThat(counts(fresh.report(), "contoso", "document")).containsExactly(8, 8, 0, 0);
    }

    @Test
    void a_target_that_is_not_ours_is_refused_and_left_alone() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(Files.createDirectories(folder.resolve("new")));
        Files.writeString(fresh.home().resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> migrate(old, fresh)).hasMessageContaining("is not empty");
        assertThat(fresh.home()).isDirectoryContaining("glob:**/mine.txt").isDirectoryNotContaining("glob:**/migration");
        NewInstallation inside = NewInstallation.onSqlite(old.base().resolve("storage/docs/new"));
        assertThatThrownBy(() -> migrate(old, inside)).hasMessageContaining("folder of documents");
        assertThat(inside.home()).doesNotExist();
    }

    @Test
    void a_home_that_was_begun_otherwise_or_is_in_use_is_refused() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = migrated(old);
        assertThatThrownBy(() -> migrate(ordered(old, fresh, Map.of("acme", "other")), fresh)).hasMessageContaining("begun with other options");
        try (NewHome held = NewHome.begin(order(old, fresh, false))) {
            assertThatThrownBy(() -> migrate(old, fresh)).hasMessageContaining("Another migration");
        }
    }

    @Test
    void a_place_that_is_no_installation_is_refused() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        assertThatThrownBy(() -> migrate(new MigrationOrder(old.config(), elsewhere, fresh.home(), Map.of(), Optional.empty(), false), fresh))
                .hasMessageContaining("nothing of DocEX 2.x").hasMessageContaining("--base");
        NewInstallation made = migrated(old);
        NewInstallation again = NewInstallation.onSqlite(folder.resolve("again"));
        assertThatThrownBy(() -> migrate(new MigrationOrder(made.home().resolve("docex.yaml"), made.home(), again.home(), Map.of(), Optional.empty(), false),
                again)).hasMessageContaining("is a configuration of DocEX 3.0");
        assertThat(again.home()).doesNotExist();
    }

    @Test
    void a_comparison_finds_every_change() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = migrated(old);
        String changed = fresh.rows("acme", "SELECT id FROM document ORDER BY id").get(0).get("id");
        String damaged = fresh.rows("acme", "SELECT id FROM document ORDER BY id").get(1).get("id");
        try (Connection connection = fresh.inside("acme"); var statement = connection.createStatement()) {
            statement.execute("UPDATE document SET name = 'other' WHERE id = '" + changed + "'");
            statement.execute("DELETE FROM operations WHERE id = (SELECT min(id) FROM operations)");
        }
        Files.writeString(fresh.content("acme", damaged), "x", StandardOpenOption.APPEND);
        assertThat(verified(old, fresh)).hasSize(4).anyMatch(found -> found.startsWith("acme: document " + changed + " is "))
                .anyMatch(found -> found.contains("operations") && found.endsWith("is missing"))
                .anyMatch(found -> found.startsWith("acme: operations has 9 rows"))
                .anyMatch(found -> found.startsWith("acme: the content of " + damaged));
    }

    @Test
    void what_2_x_removes_between_a_cut_and_the_next_run_is_not_moved() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        String basket = acme.basket("in");
        String gone = acme.document(OldDocument.of(basket, "gone.txt", "gone").with("raw_content", "another text"));
        String stays = acme.document(OldDocument.of(basket, "stays.txt", "stays").with("raw_content", "a third text"));
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertThatThrownBy(() -> new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {
            if (what.equals("rows")) {
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        acme.execute("DELETE FROM operations WHERE document_id = ?", gone);
        acme.execute("DELETE FROM document_metadata WHERE document_id = ?", gone);
        acme.execute("DELETE FROM document WHERE id = ?", gone);
        migrate(old, fresh);
        assertThat(fresh.rows("acme", "SELECT id FROM document")).containsExactly(Map.of("id", stays));
        assertThat(verified(old, fresh)).isEmpty();
        try (var files = Files.walk(fresh.home().resolve("storage/documents"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
        assertThat(findings(fresh.report(), "text-differs")).hasSize(1).first().asString().contains(stays);
    }

    @Test
    void a_home_that_lost_what_an_earlier_run_made_is_not_completed() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        assertThatThrownBy(() -> new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {
            if (tenant.equals("contoso")) {
                throw new IllegalStateException("cut");
            }
        }).run(outcome -> {})).hasStackTraceContaining("cut");
        try (var files = Files.walk(fresh.home().resolve("storage"))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        assertThatThrownBy(() -> migrate(old, fresh)).isInstanceOf(DocexException.class).hasMessageContaining("not the one that this migration has made");
        assertThatThrownBy(fresh::config).isInstanceOf(DocexException.class);
    }

    @Test
    void what_only_a_row_or_only_others_know_is_kept_or_told() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        String document = acme.document(OldDocument.of(acme.basket("in"), "a.txt", "a").with("content", "{\"summary\": \"s\"}"));
        acme.execute("ALTER TABLE document ADD COLUMN embedding TEXT");
        acme.execute("UPDATE document SET embedding = '[1, 2]'");
        acme.execute("CREATE TABLE of_mine (id TEXT)");
        acme.execute("INSERT INTO of_mine VALUES ('x')");
        NewInstallation fresh = migrated(old);
        assertThat(findings(fresh.report(), "not-moved")).containsExactly("acme document.embedding: 1 values", "acme table of_mine: 1 rows");
        Map<String, String> version = fresh.rows("acme", "SELECT * FROM file_history WHERE document_id = '" + document + "'").get(0);
        assertThat(fresh.home().resolve("storage/documents/acme").resolve(version.get("internal_path"))).hasContent("{\"summary\": \"s\"}");
    }

    @Test
    void a_folder_of_documents_behind_a_link_is_read_and_the_machine_s_own_files_are_not() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        Boundary acme = old.tenant("acme");
        String basket = acme.basket("in");
        String linked = acme.document(basket, "a.txt", new byte[] {'a'});
        String environment = acme.document(OldDocument.of(acme.basket("odd", Boundary.encoded("{\"type\":\"filesystem\",\"path\":\"/proc/self\"}")),
                "environ", "x").with("path", "environ"));
        String key = acme.document(OldDocument.of(basket, "key.json", "x").with("path", "new/local-key.json"));
        Path disk = Files.createDirectories(folder.resolve("disk")).resolve("docs");
        Files.move(old.base().resolve("storage/docs"), disk);
        Files.createSymbolicLink(old.base().resolve("storage/docs"), disk);
        NewInstallation fresh = NewInstallation.onSqlite(old.base().resolve("new"));
        migrate(old, fresh);
        assertThat(fresh.content("acme", linked)).hasContent("a");
        assertThat(fresh.row("acme", "document", environment)).containsEntry("path", "");
        assertThat(fresh.row("acme", "document", key)).containsEntry("path", "");
        assertThat(findings(fresh.report(), "folder-elsewhere")).hasSize(1).first().asString().contains("/proc/self");
        assertThat(findings(fresh.report(), "orphan")).noneMatch(found -> found.contains("/proc"));
    }

    @Test
    void what_came_to_2_x_after_the_migration_is_told_by_a_comparison() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = migrated(old);
        Boundary acme = old.existing("acme");
        String late = acme.document(acme.basket("late"), "late.txt", "late".getBytes(StandardCharsets.UTF_8));
        assertThat(verified(old, fresh)).contains("acme: document " + late + " came to DocEX 2.x after the migration")
                .anyMatch(found -> found.startsWith("acme: docbasket ") && found.endsWith(" is missing"));
        assertThat(fresh.home().resolve("migration/differences.txt")).content().contains(late);
    }

    @Test
    void a_home_whose_record_was_removed_is_still_known_as_done() throws Exception {
        OldInstallation old = sample("v288_sqlite");
        NewInstallation fresh = migrated(old);
        Files.delete(fresh.home().resolve("migration/ledger.db"));
        List<Migration.Outcome> told = new ArrayList<>();
        new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {}).run(told::add);
        assertThat(told).hasSize(1).first().satisfies(outcome -> assertThat(outcome.already() && outcome.report().isEmpty()).isTrue());
        assertThatThrownBy(() -> verified(old, fresh)).hasMessageContaining("ledger.db");
        assertThat(fresh.home().resolve("migration/ledger.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"storage/tenant_{tenant_id}/docex.db, true", "'../data/{tenant_id}.db', false", "'{tenant_id}.sqlite', true"})
    void a_path_template_is_kept_where_3_0_takes_it(String template, boolean kept) throws Exception {
        OldInstallation old = OldInstallation.sqlite(Files.createDirectories(folder.resolve("old/base"))).setting("database.sqlite.path_template", template);
        Boundary acme = old.tenant("acme");
        acme.basket("in");
        NewInstallation fresh = migrated(old);
        assertThat(Files.readString(fresh.home().resolve("docex.yaml")).contains("\"" + template + "\"")).isEqualTo(kept);
        assertThat(verified(old, fresh)).isEmpty();
    }

    private OddInstallation.Made odd() throws IOException, SQLException {
        return OddInstallationTest.onlyFolders(folder.resolve("old"));
    }

    private OldInstallation sample(String name) throws IOException, SQLException {
        Path base = folder.resolve("old");
        Samples.loadSample(name, base);
        return OldInstallation.at(base);
    }

    private static Path sampleBlob(Path base, String path) throws IOException {
        try (var files = Files.walk(base.resolve("storage/docs"))) {
            return files.filter(file -> file.endsWith(path)).findFirst().orElseThrow();
        }
    }

    private NewInstallation migrated(OldInstallation old) {
        NewInstallation fresh = NewInstallation.onSqlite(folder.resolve("new"));
        migrate(old, fresh);
        return fresh;
    }

    static MigrationOrder order(OldInstallation old, NewInstallation fresh, boolean dryRun) {
        return new MigrationOrder(old.config(), old.base(), fresh.home(), Map.of(), Optional.empty(), dryRun);
    }

    private static MigrationOrder ordered(OldInstallation old, NewInstallation fresh, Map<String, String> renames) {
        return new MigrationOrder(old.config(), old.base(), fresh.home(), renames, Optional.empty(), false);
    }

    static void migrate(OldInstallation old, NewInstallation fresh) {
        migrate(order(old, fresh, false), fresh);
    }

    private static void migrate(MigrationOrder order, NewInstallation fresh) {
        new Migration(order, fresh, (tenant, what, done, total) -> {}).run(outcome -> {});
    }

    static List<String> verified(OldInstallation old, NewInstallation fresh) {
        List<String> differences = new ArrayList<>();
        new Migration(order(old, fresh, false), fresh, (tenant, what, done, total) -> {}).verify(differences::add);
        return differences;
    }

    private static void write(Migration.Outcome outcome, Path file) {
        try {
            outcome.report().orElseThrow().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> places(JsonObject report) {
        return report.getJsonArray("contents").getValuesAs(JsonObject.class).stream()
                .map(place -> place.getString("tenant") + ": " + place.getString("found") + " " + place.getInt("files")).toList();
    }

    private static String time(Object old) {
        String text = String.valueOf(old).replace(' ', 'T');
        return (text.contains(".") ? text + "0".repeat(6 - (text.length() - text.indexOf('.') - 1)) : text + ".000000") + "Z";
    }
}
