package org.docex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.migration.OddInstallation.Made;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the fixture makes is what the real 2.8.8 and 2.6.2 made, and what it says. */
class OldInstallationTest {
    private static final String STRUCTURE =
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name";

    @TempDir
    Path base;
    private OldInstallation installation;

    @BeforeEach
    void install() throws IOException {
        installation = OldInstallation.sqlite(base.resolve("old"));
    }

    @Test
    void a_tenant_has_the_tables_of_each_version() throws Exception {
        assertThat(installation.tenant("acme").query(STRUCTURE)).isEqualTo(sample("v288_sqlite").query(STRUCTURE));
        assertThat(installation.tenant26("older").query(STRUCTURE)).isEqualTo(sample("v262_sqlite").query(STRUCTURE));
    }

    @Test
    void an_installation_without_tenants_has_one_file_and_no_index() throws Exception {
        Boundary single = OldInstallation.sqliteSingle(base.resolve("single")).single();
        assertThat(single.file()).isEqualTo(base.resolve("single/docex.db")).exists();
        assertThat(single.query(STRUCTURE)).isEqualTo(sample("v288_sqlite").query(STRUCTURE).stream()
                .filter(entry -> entry.get("type").equals("table")).toList());
        assertThat(single.blob(single.document(single.basket("invoices"), "a.txt", new byte[0])).getParent().getParent())
                .isEqualTo(base.resolve("single/storage/docs"));
        assertThat(Files.readString(single.installation().config())).contains("multi_tenancy_model: row_level\n");
    }

    @Test
    void the_configuration_is_the_sample_s() throws Exception {
        OldInstallation postgres = OldInstallation.postgres(base.resolve("postgres"), "127.0.0.1", 55440, "v288_postgres",
                "postgres", "postgres");
        assertThat(installation.config()).hasSameTextualContentAs(path("v288_sqlite", ".docex/config.yaml"));
        assertThat(postgres.config()).hasSameTextualContentAs(path("v288_postgres", ".docex/config.yaml"));
    }

    @Test
    void every_setting_is_read_back_as_it_was_given() throws Exception {
        List<Object> values = Arrays.asList("", "plain text", "5432", "1e5", "true", "NULL", "2025-01-01", "a: b", "ends:", "'s",
                "- dash", "C:\\größer \"😀\"\n", "{tenant_id}", 5432, 1.5, false, null);
        for (int i = 0; i < values.size(); i++) {
            installation.setting("new.values.v" + i, values.get(i));
        }
        installation.setting("new.list", List.of("a", "1", 1)).setting("database.sqlite.path", "other.db").withoutSetting("app");
        Map<?, ?> read = yaml(installation.config());
        assertThat((Map<?, ?>) ((Map<?, ?>) read.get("new")).get("values")).hasSize(values.size());
        for (int i = 0; i < values.size(); i++) {
            assertThat(((Map<?, ?>) ((Map<?, ?>) read.get("new")).get("values")).get("v" + i)).isEqualTo(values.get(i));
        }
        assertThat(((Map<?, ?>) read.get("new")).get("list")).isEqualTo(List.of("a", "1", 1));
        assertThat(((Map<?, ?>) ((Map<?, ?>) read.get("database")).get("sqlite")).get("path")).isEqualTo("other.db");
        assertThat(read.containsKey("app")).isFalse();
        assertThat(yaml(OldInstallation.at(base.resolve("old")).withoutSetting("none").config())).isEqualTo(read);
    }

    @Test
    void a_tenant_is_made_once_and_not_by_looking() throws Exception {
        installation.tenant("acme").basket("invoices");
        assertThatThrownBy(() -> installation.tenant("acme")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> installation.existing("nobody").count("docbasket")).isInstanceOf(SQLException.class);
        assertThat(installation.existing("acme").count("docbasket")).isEqualTo(1);
        assertThat(installation.existing("nobody").file()).doesNotExist();
    }

    @Test
    void templates_and_folders_follow_the_configuration() throws Exception {
        Boundary acme = installation.setting("database.sqlite.path_template", "db/{tenant_id}.sqlite")
                .setting("storage.filesystem.path", "blobs").tenant("acme");
        assertThat(acme.file()).isEqualTo(base.resolve("old/db/acme.sqlite")).exists();
        assertThat(acme.folder(acme.basket("invoices")).getParent()).isEqualTo(base.resolve("old/blobs/acme"));
    }

    @Test
    void a_document_has_the_rows_that_2_8_8_wrote() throws Exception {
        Boundary sample = sample("v288_sqlite");
        Boundary acme = installation.tenant("acme");
        acme.basket("invoices");
        String id = add(acme, acme.basket("Purchase Orders 2025"), sample, "Purchase_Orders_2025");
        assertThat(told(acme, id)).isEqualTo(told(sample, theirs(sample, "Purchase_Orders_2025")));
        assertThat(configured(acme)).isEqualTo(configured(sample));
        assertThat(acme.blob(id)).hasFileName("acme_1_" + id.substring(30) + ".txt");
        assertThat(acme.query("SELECT name FROM docbasket ORDER BY created_at").get(1))
                .containsEntry("name", "Purchase_Orders_2025");
    }

    @Test
    void a_document_has_the_rows_that_2_6_2_wrote() throws Exception {
        Boundary sample = sample("v262_sqlite");
        Boundary acme = installation.tenant26("acme");
        acme.basket("invoices");
        String basket = acme.basket("Purchase Orders 2025");
        String id = add(acme, basket, sample, "Purchase Orders 2025");
        assertThat(told(acme, id)).isEqualTo(told(sample, theirs(sample, "Purchase Orders 2025")));
        assertThat(configured(acme)).isEqualTo(configured(sample));
        assertThat(acme.blob(id)).isEqualTo(base.resolve("old/storage/docs/docex/basket_" + basket + "/" + id)).exists();
    }

    @Test
    void a_text_is_measured_after_its_line_ends_were_translated() throws Exception {
        Boundary acme = installation.tenant("acme");
        String id = acme.document(acme.basket("invoices"), "crlf.txt", "a\r\nb\rc\n".getBytes());
        assertThat(acme.query("SELECT content, raw_content, size, checksum FROM document").get(0)).isEqualTo(Map.of(
                "content", "{\"content\": \"a\\nb\\nc\\n\"}", "raw_content", "a\nb\nc\n", "size", 6,
                "checksum", OldRules.sha256("a\nb\nc\n".getBytes())));
        assertThat(acme.blob(id)).hasContent("a\r\nb\rc\n");
    }

    @Test
    void only_the_beginning_of_a_file_makes_it_a_text() throws Exception {
        Boundary acme = installation.tenant("acme");
        String basket = acme.basket("invoices");
        acme.document(OldDocument.of(basket, "early.txt", "ü\r\n"));
        acme.document(OldDocument.of(basket, "late.txt", "a".repeat(1024) + "ü\r\n"));
        acme.document(OldDocument.of(basket, "late.PDF", "a".repeat(1024) + "ü\r\n"));
        assertThat(acme.query("SELECT source, size, raw_content IS NULL AS binary FROM document ORDER BY rowid")).containsExactly(
                Map.of("source", "early.txt", "size", 4, "binary", 1), Map.of("source", "late.txt", "size", 1027, "binary", 0),
                Map.of("source", "late.PDF", "size", 1028, "binary", 1));
        assertThatThrownBy(() -> acme.document(basket, "latin1.txt", ("a".repeat(1024) + "ü").getBytes("ISO-8859-1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_are_sanitised_and_suffixes_are_not() {
        assertThat(List.of("  Größe: 請求書 📄-1.x ", "..", "a__b", "U\u0308", "x".repeat(90)))
                .extracting(OldRules::sanitised)
                .containsExactly("Größe_請求書_-1.x", "unnamed", "a_b", "U", "x".repeat(80));
        assertThat(List.of("/a.b/c", ".profile", "a.", "a.b.c", "Nr. 5")).extracting(OldRules::suffix)
                .containsExactly("", "", "", ".c", ". 5");
    }

    @Test
    void json_is_ascii() {
        assertThat(OldRules.json("\"\\/\n\0\u007fü😀")).isEqualTo("\"\\\"\\\\/\\n\\u0000\\u007f\\u00fc\\ud83d\\ude00\"");
        assertThat(OldRules.unquoted(OldRules.json("\"\\/\n\0\u007fü😀"))).isEqualTo("\"\\/\n\0\u007fü😀");
    }

    @Test
    void an_update_leaves_blob_and_size() throws Exception {
        Boundary acme = installation.tenant("acme");
        String id = acme.document(OldDocument.of(acme.basket("invoices"), "before.txt", "before"));
        acme.metadata(id, "file_type", "\"old\"");
        acme.update(id, "/tmp/After it.md", "later on");
        assertThat(acme.query("SELECT name, source, size, raw_content, checksum FROM document").get(0)).isEqualTo(Map.of(
                "name", "After it.md", "source", "/tmp/After it.md", "size", 6, "raw_content", "later on",
                "checksum", OldRules.sha256("later on".getBytes())));
        assertThat(acme.blob(id)).hasContent("before");
        assertThat(acme.query("SELECT value FROM document_metadata WHERE \"key\" IN ('file_type', 'content_length')"
                + " ORDER BY \"key\" DESC"))
                .extracting(row -> row.get("value")).containsExactly("md", "8");
        assertThat(acme.count("document_metadata")).isEqualTo(9);
    }

    @Test
    void the_same_is_made_again() throws Exception {
        OldInstallation again = OldInstallation.sqlite(base.resolve("again"));
        for (OldInstallation each : List.of(installation, again)) {
            OldInstallation.generate(each, 2, 20, 100, 7);
        }
        assertThat(again.existing("bench_2").contents()).isEqualTo(installation.existing("bench_2").contents());
        assertThat(files(again)).isEqualTo(files(installation)).hasSize(43);
        assertThat(installation.existing("bench_1").query("SELECT id FROM document"))
                .doesNotContainAnyElementsOf(installation.existing("bench_2").query("SELECT id FROM document"));
    }

    @Test
    void generated_documents_are_whole() throws Exception {
        for (Boundary tenant : OldInstallation.generate(installation, 2, 20, 1000, 7)) {
            assertThat(OldTables.TABLES.stream().collect(Collectors.toMap(table -> table, table -> count(tenant, table))))
                    .containsAllEntriesOf(Map.of("docbasket", 4, "document", 20, "document_metadata", 100, "operations", 20));
            assertThat(tenant.query("PRAGMA foreign_key_check")).isEmpty();
            for (Map<String, Object> row : tenant.query("SELECT id, checksum FROM document")) {
                assertThat(tenant.blob((String) row.get("id"))).hasSize(1000).hasDigest("SHA-256", (String) row.get("checksum"));
            }
            assertThat(tenant.query("SELECT id FROM document WHERE raw_content IS NOT NULL")).hasSize(10);
        }
    }

    @Test
    void an_odd_installation_has_every_oddity_of_its_database() throws Exception {
        Made made = OddInstallation.fill(installation.tenant("acme"), installation.tenant("contoso"));
        Set<Oddity> files = Set.of(Oddity.ORPHAN_BLOB, Oddity.SIDECAR, Oddity.CUT_OFF_FILE, Oddity.PROCESSED_FILE);
        assertThat(new TreeSet<>(made.oddities())).containsExactlyElementsOf(Arrays.stream(Oddity.values())
                .filter(oddity -> oddity != Oddity.INFINITE_DOCUMENT && oddity != Oddity.ANCIENT_DOCUMENT).toList());
        for (Oddity oddity : made.oddities()) {
            if (files.contains(oddity)) {
                assertThat(made.file(oddity)).isRegularFile();
            } else {
                assertThat(rows(made.where(oddity), made.id(oddity))).as(oddity.name()).isEqualTo(1);
            }
        }
        assertThatThrownBy(() -> made.id(Oddity.ANCIENT_DOCUMENT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void odd_rows_are_in_the_database_as_they_were_meant() throws Exception {
        Made made = OddInstallation.fill(installation.tenant("acme"), installation.tenant("contoso"));
        Boundary a = made.a();
        assertThat(a.query("PRAGMA foreign_key_check")).extracting(row -> row.get("table")).containsExactlyInAnyOrder("document",
                "document_metadata", "operations", "operation_dependencies", "operation_dependencies", "doc_events", "doc_events",
                "file_history", "processing_operations", "processing_operations", "route_operations");
        assertThat(value(a, "SELECT length(CAST(raw_content AS BLOB)) FROM document WHERE id = ?",
                made.id(Oddity.NUL_TEXT_DOCUMENT))).isEqualTo(1024 + 7);
        assertThat(value(a, "SELECT typeof(created_at) FROM document WHERE id = ?", made.id(Oddity.NUMBER_TIME_DOCUMENT)))
                .isEqualTo("integer");
        assertThat(value(a, "SELECT typeof(content) FROM document WHERE id = ?", made.id(Oddity.NUMBER_CONTENT_DOCUMENT)))
                .isEqualTo("real");
        assertThat(made.blob(Oddity.LINK_DOCUMENT)).isSymbolicLink().content().contains(OddInstallation.OUTSIDE);
        assertThat(made.blob(Oddity.PARENT_DOCUMENT).toRealPath()).isEqualTo(made.blob(Oddity.ABSOLUTE_DOCUMENT).toRealPath());
        assertThat(made.blob(Oddity.OVERWRITTEN_DOCUMENT)).hasContent("overwriting.txt");
        assertThat(made.blob(Oddity.OTHER_DOCUMENT)).exists().hasParent(made.blob(Oddity.DOCUMENT).getParent());
        assertThat(made.id(Oddity.SAME_ID_DOCUMENT)).isEqualTo(made.id(Oddity.DOCUMENT));
        for (Oddity lost : List.of(Oddity.LOST_BINARY, Oddity.LOST_TEXT, Oddity.S3_DOCUMENT, Oddity.ORPHAN_DOCUMENT)) {
            assertThat(made.blob(lost)).as(lost.name()).doesNotExist();
        }
    }

    @Test
    void odd_things_fit_a_2_6_tenant_and_an_installation_without_tenants() throws Exception {
        assertThat(OddInstallation.fill(installation.tenant26("acme"), installation.tenant26("contoso"))
                .has(Oddity.COORDINATED_METADATA)).isFalse();
        Boundary single = OldInstallation.sqliteSingle(base.resolve("single")).single();
        assertThat(OddInstallation.fill(single, installation.tenant("fabrikam")).has(Oddity.COORDINATED_METADATA)).isTrue();
    }

    @Test
    void a_sample_can_be_added_to() throws Exception {
        Boundary sample = sample("v288_sqlite");
        String basket = (String) value(sample, "SELECT id FROM docbasket WHERE name = ?", "Purchase_Orders_2025");
        assertThat(sample.folder(basket)).hasFileName("invoices_ff87");
        assertThat(sample.blob(sample.document(basket, "new.txt", new byte[] {'a'}))).exists();
        assertThat(sample.count("document")).isEqualTo(9);
    }

    @Test
    void a_fingerprint_tells_every_change() throws Exception {
        Path file = Files.writeString(Files.createDirectories(base.resolve("print/folder")).resolve("file"), "before");
        Path link = Files.createSymbolicLink(base.resolve("print/link"), Path.of("folder"));
        FileTime time = Files.getLastModifiedTime(file);
        Map<String, String> before = Fingerprint.snapshot(base.resolve("print"));
        assertThat(before).containsOnlyKeys("", "folder", "folder/file", "link");
        assertThat(Fingerprint.snapshot(base.resolve("print"))).isEqualTo(before);

        Files.setLastModifiedTime(Files.writeString(file, "behind"), time);
        Map<String, String> rewritten = Fingerprint.snapshot(base.resolve("print"));
        assertThat(changed(before, rewritten)).containsExactly("folder/file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Map<String, String> opened = Fingerprint.snapshot(base.resolve("print"));
        assertThat(changed(rewritten, opened)).containsExactly("folder/file");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(changed(opened, Fingerprint.snapshot(base.resolve("print")))).containsExactly("folder/file");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("elsewhere"));
        assertThat(changed(opened, Fingerprint.snapshot(base.resolve("print")))).contains("link");
    }

    @Test
    void contents_tell_a_changed_row() throws Exception {
        Boundary acme = installation.tenant("acme");
        String id = acme.document(OldDocument.of(acme.basket("invoices"), "a.bin", new byte[] {0})
                .with("raw_content", new byte[] {1}));
        Map<String, String> before = acme.contents();
        assertThat(acme.contents()).isEqualTo(before);
        acme.set("document", id, "raw_content", new byte[] {2});
        assertThat(changed(before, acme.contents())).containsExactly("document");
    }

    /** A tenant of a fresh copy of a sample. */
    private Boundary sample(String name) throws IOException {
        if (!Files.exists(base.resolve(name))) {
            Samples.loadSample(name, base.resolve(name));
        }
        return OldInstallation.at(base.resolve(name)).existing("acme");
    }

    private static Path path(String sample, String file) throws Exception {
        return Path.of(OldInstallationTest.class.getResource("/v2-samples/" + sample + "/" + file).toURI());
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    /** Adds what the sample has under the name {@code acme_1.txt}. */
    private static String add(Boundary to, String basket, Boundary sample, String sampleBasket) throws Exception {
        String theirs = theirs(sample, sampleBasket);
        String path = (String) value(sample, "SELECT path FROM document WHERE id = ?", theirs);
        Path docs = sample.installation().base().resolve("storage/docs");
        return to.document(OldDocument.of(basket, "acme_1.txt",
                        Files.readAllBytes(docs.resolve(path.contains("/") ? path : "acme/invoices_ff87/" + path)))
                .metadata("category", "\"Purchase Orders 2025\"").metadata("number", "1").metadata("tags", "[\"a\", \"b\"]")
                .metadata("paid", "true"));
    }

    private static String theirs(Boundary sample, String basket) throws SQLException {
        return (String) value(sample, "SELECT d.id FROM document d JOIN docbasket b ON b.id = d.basket_id"
                + " WHERE d.name = 'acme_1.txt' AND b.name = ?", basket);
    }

    /** All but ids and times. */
    private static String told(Boundary boundary, String id) throws SQLException {
        List<Map<String, Object>> rows = boundary.query("SELECT * FROM document WHERE id = ?", id);
        rows.addAll(boundary.query("SELECT * FROM document_metadata WHERE document_id = ? ORDER BY rowid", id));
        rows.addAll(boundary.query("SELECT * FROM operations WHERE document_id = ?", id));
        return rows.toString().replace(id, "ID").replace("_" + id.substring(30), "_SIX")
                .replaceAll("(bas|dmt|ope)_[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", "$1")
                .replaceAll("2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "TIME");
    }

    /** Of the first basket, which in a sample all others took over. */
    private static String configured(Boundary boundary) throws SQLException {
        Map<String, Object> basket = boundary.query("SELECT id, storage_config FROM docbasket ORDER BY created_at").get(0);
        String id = (String) basket.get("id");
        return ((String) basket.get("storage_config")).replace(id, "ID").replace("_" + id.substring(32), "_FOUR");
    }

    private static Object value(Boundary boundary, String sql, Object parameter) throws SQLException {
        return boundary.query(sql, parameter).get(0).values().iterator().next();
    }

    private static int rows(Boundary boundary, String id) throws SQLException {
        int rows = 0;
        for (String table : OldTables.TABLES) {
            rows += ((Number) value(boundary, "SELECT count(*) FROM " + table + " WHERE id = ?", id)).intValue();
        }
        return rows;
    }

    private static int count(Boundary boundary, String table) {
        try {
            return boundary.count(table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream().filter(key -> !after.get(key).equals(before.get(key))).collect(Collectors.toSet());
    }

    private static Set<String> files(OldInstallation installation) throws IOException {
        return Fingerprint.snapshot(installation.base()).entrySet().stream().filter(entry -> entry.getValue().startsWith("-"))
                .map(entry -> entry.getKey() + (entry.getKey().endsWith(".db") ? "" : entry.getValue().replaceAll(".* ", " ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
