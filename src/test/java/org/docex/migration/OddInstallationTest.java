package org.docex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.docex.migration.NewInstallation.counts;
import static org.docex.migration.NewInstallation.findings;

import jakarta.json.JsonObject;
import org.docex.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What years of use, and the defects of 2.x, leave in an installation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddInstallationTest {
    @TempDir
    static Path folder;

    private OddInstallation.Made made;
    private Map<String, String> before;
    private NewInstallation fresh;
    private JsonObject report;

    /** The odd installation without the basket on S3. */
    static OddInstallation.Made onlyFolders(Path base) throws IOException, SQLException {
        OldInstallation old = OldInstallation.sqlite(base);
        OddInstallation.Made made = OddInstallation.fill(old.tenant("acme"), old.tenant("contoso"));
        made.a().execute("DELETE FROM document WHERE id = ?", made.id(Oddity.S3_DOCUMENT));
        made.a().execute("DELETE FROM docbasket WHERE id = ?", made.id(Oddity.S3_BASKET));
        return made;
    }

    @BeforeAll
    void migrate() throws Exception {
        made = onlyFolders(folder.resolve("old"));
        before = Fingerprint.snapshot(folder.resolve("old"));
        fresh = NewInstallation.onSqlite(folder.resolve("new"));
        MigrationTest.migrate(made.a().installation(), fresh);
        report = fresh.report();
    }

    @Test
    void the_old_installation_is_as_it_was_and_both_compare() throws Exception {
        assertThat(Fingerprint.snapshot(folder.resolve("old"))).isEqualTo(before);
        assertThat(MigrationTest.verified(made.a().installation(), fresh)).isEmpty();
    }

    @Test
    void every_row_is_moved_or_named_as_left() {
        for (String table : OldTables.TABLES) {
            List<Integer> counts = counts(report, "acme", table);
            assertThat(counts.get(0)).as(table).isEqualTo(counts.get(1) - counts.get(2) + counts.get(3));
        }
        int left = OldTables.TABLES.stream().mapToInt(table -> counts(report, "acme", table).get(3)).sum();
        assertThat(findings(report, "row-left").size() + findings(report, "duplicate-metadata").size()
                + findings(report, "duplicate-dependency").size()).isEqualTo(left);
    }

    @ParameterizedTest
    @EnumSource(value = Oddity.class, names = {"CRLF_DOCUMENT", "CR_DOCUMENT", "UMLAUT_TEXT_DOCUMENT", "EMPTY_DOCUMENT", "BINARY_DOCUMENT",
        "UMLAUT_DOCUMENT", "DECOMPOSED_DOCUMENT", "CJK_DOCUMENT", "EMOJI_DOCUMENT", "SPACED_DOCUMENT", "COLON_DOCUMENT", "HIDDEN_DOCUMENT",
        "SENTENCE_DOCUMENT", "UPDATED_DOCUMENT", "OVERWRITTEN_DOCUMENT", "CHANGED_BLOB_DOCUMENT", "OLD_DOCUMENT", "NESTED_DOCUMENT", "MOVED_DOCUMENT",
        "WRONG_SIZE_DOCUMENT", "NO_CHECKSUM_DOCUMENT", "TOO_LONG_DOCUMENT", "UMLAUT_BASKET_DOCUMENT"})
    void content_is_moved_as_it_lies_and_described_as_it_is(Oddity oddity) throws Exception {
        byte[] old = Files.readAllBytes(made.blob(oddity));
        assertThat(Files.readAllBytes(fresh.content("acme", made.id(oddity)))).isEqualTo(old);
        assertThat(fresh.row("acme", "document", made.id(oddity))).containsEntry("checksum", Sha256.hex(old)).containsEntry("size", "" + old.length);
    }

    @Test
    void what_2_x_said_of_the_bytes_is_kept_where_it_was_wrong() throws Exception {
        String crlf = made.id(Oddity.CRLF_DOCUMENT);
        String recorded = String.valueOf(made.a().query("SELECT checksum FROM document WHERE id = ?", crlf).get(0).get("checksum"));
        assertThat(fresh.metadata("acme", crlf)).containsEntry("v2_checksum", "\"" + recorded + "\"").containsKey("v2_size");
        assertThat(fresh.rows("acme", "SELECT metadata_type FROM document_metadata WHERE document_id = '" + crlf + "' AND key = 'v2_checksum'"))
                .containsExactly(Map.of("metadata_type", "system"));
        assertThat(findings(report, "checksum-differs")).anyMatch(found -> found.contains(crlf) && found.endsWith("line ends translated)"));
        assertThat(fresh.metadata("acme", made.id(Oddity.DOCUMENT))).doesNotContainKeys("v2_checksum", "v2_size");
    }

    @ParameterizedTest
    @EnumSource(value = Oddity.class, names = {"LOST_BINARY", "LOST_TEXT", "PATHLESS_DOCUMENT", "FOLDER_DOCUMENT", "LINK_DOCUMENT", "ABSOLUTE_DOCUMENT",
        "PARENT_DOCUMENT"})
    void a_document_without_content_is_moved_marked_and_told(Oddity oddity) throws Exception {
        String id = made.id(oddity);
        assertThat(fresh.row("acme", "document", id)).containsEntry("path", "");
        assertThat(fresh.metadata("acme", id)).containsEntry("v2_content_missing", "true").containsKey("v2_path");
        assertThat(findings(report, "content-missing")).anyMatch(found -> found.contains(id));
    }

    @Test
    void no_file_outside_the_folders_of_documents_becomes_one() throws Exception {
        try (var files = Files.walk(fresh.home().resolve("storage/documents"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain(OddInstallation.OUTSIDE);
            }
        }
        assertThat(findings(report, "path-outside")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(findings(report, "path-absolute")).anyMatch(found -> found.contains(made.id(Oddity.ABSOLUTE_DOCUMENT)));
        assertThat(findings(report, "path-parent")).anyMatch(found -> found.contains(made.id(Oddity.PARENT_DOCUMENT)));
    }

    @Test
    void a_text_that_only_the_row_held_is_kept_as_an_earlier_version() throws Exception {
        String id = made.id(Oddity.UPDATED_DOCUMENT);
        Map<String, String> version = fresh.rows("acme", "SELECT * FROM file_history WHERE document_id = '" + id + "'").get(0);
        String text = String.valueOf(made.a().query("SELECT raw_content FROM document WHERE id = ?", id).get(0).get("raw_content"));
        assertThat(fresh.home().resolve("storage/documents/acme").resolve(version.get("internal_path"))).hasContent(text);
        assertThat(version).containsEntry("version", "1").containsEntry("checksum", Sha256.hex(text)).containsEntry("reason", "MIGRATION");
        assertThat(fresh.row("acme", "document", id)).containsEntry("content_version", "2");
    }

    @Test
    void of_two_live_documents_that_are_the_same_the_older_stays() throws Exception {
        String first = made.id(Oddity.DUPLICATE_DOCUMENT_1);
        String second = made.id(Oddity.DUPLICATE_DOCUMENT_2);
        assertThat(fresh.row("acme", "document", first)).containsEntry("status", "RECEIVED");
        assertThat(fresh.row("acme", "document", second)).containsEntry("status", "DUPLICATE");
        assertThat(fresh.metadata("acme", second)).containsEntry("duplicate_of", "\"" + first + "\"");
        assertThat(findings(report, "duplicate-document")).hasSize(1).first().asString().contains(second).endsWith("of " + first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SPACED_BASKET     | Purchase_Orders_2025
            COLON_BASKET      | Rechnungen_C_2024_Größe
            CJK_BASKET        | 請求書_2024年
            EMOJI_BASKET      | Pakete
            PARENT_BASKET     | etc
            BASKET            | odd
            """)
    void names_of_baskets_become_safe_and_stay_apart(Oddity oddity, String name) throws Exception {
        assertThat(fresh.row("acme", "docbasket", made.id(oddity)).get("name")).startsWith(name.substring(0, 3));
        assertThat(fresh.rows("acme", "SELECT name FROM docbasket WHERE name = '" + name + "'")).hasSize(1);
    }

    @Test
    void names_that_become_the_same_are_numbered() throws Exception {
        List<String> names = List.of(fresh.row("acme", "docbasket", made.id(Oddity.TWIN_BASKET_1)).get("name"),
                fresh.row("acme", "docbasket", made.id(Oddity.TWIN_BASKET_2)).get("name"));
        assertThat(names).doesNotHaveDuplicates();
        assertThat(fresh.rows("acme", "SELECT name FROM docbasket")).doesNotHaveDuplicates();
        assertThat(findings(report, "basket-renamed")).anyMatch(found -> found.matches(".*_2' now"));
    }

    @Test
    void documents_of_a_basket_that_is_gone_get_it_back() throws Exception {
        Map<String, String> document = fresh.row("acme", "document", made.id(Oddity.ORPHAN_DOCUMENT));
        assertThat(fresh.row("acme", "docbasket", document.get("basket_id")).get("name")).startsWith("recovered_");
        assertThat(findings(report, "basket-recovered")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NAN_METADATA           | "NaN"
            WORD_METADATA          | "größer als 5"
            EMPTY_METADATA         | ""
            LEADING_ZERO_METADATA  | "007"
            NULL_METADATA          | null
            SYSTEM_METADATA        | "system"
            """)
    void metadata_keep_their_values_and_types(Oddity oddity, String value) throws Exception {
        Map<String, String> row = fresh.row("acme", "document_metadata", made.id(oddity));
        assertThat(row.get("value_digest")).isEqualTo(Sha256.hex(row.get("value")));
        if (oddity != Oddity.SYSTEM_METADATA) {
            assertThat(row).containsEntry("value", value);
        } else {
            assertThat(row).containsEntry("metadata_type", "system");
        }
    }

    @Test
    void what_2_2_wrapped_is_unwrapped_and_of_a_key_that_stood_twice_the_latest_stays() throws Exception {
        assertThat(fresh.row("acme", "document_metadata", made.id(Oddity.WRAPPED_METADATA)).get("value")).doesNotContain("extra");
        assertThat(findings(report, "wrapped-metadata")).isNotEmpty();
        assertThat(fresh.rows("acme", "SELECT id FROM document_metadata WHERE id IN ('" + made.id(Oddity.DUPLICATE_METADATA_1) + "', '"
                + made.id(Oddity.DUPLICATE_METADATA_2) + "')")).hasSize(1);
    }

    @Test
    void secrets_leave_the_rows_and_lie_in_files() throws Exception {
        String sftp = fresh.row("acme", "transport_routes", made.id(Oddity.SFTP_ROUTE)).get("config");
        assertThat(sftp).contains("${file:secrets/acme/" + made.id(Oddity.SFTP_ROUTE) + "/password}");
        assertThat(fresh.home().resolve("secrets/acme/" + made.id(Oddity.SFTP_ROUTE) + "/password")).hasContent(OddInstallation.SECRET + "-sftp");
        for (String holder : List.of("storage/tenant_acme/docex.db", "migration/report.json", "migration/ledger.db", "docex.yaml")) {
            assertThat(new String(Files.readAllBytes(fresh.home().resolve(holder)), StandardCharsets.ISO_8859_1)).as(holder)
                    .doesNotContain(OddInstallation.SECRET);
        }
        assertThat(findings(report, "secret-moved")).hasSizeGreaterThan(10);
    }

    @Test
    void files_that_no_row_names_are_told_and_left() throws Exception {
        assertThat(findings(report, "orphan")).anyMatch(found -> found.contains(made.file(Oddity.ORPHAN_BLOB).getFileName().toString()))
                .noneMatch(found -> found.contains(made.file(Oddity.SIDECAR).getFileName().toString()));
    }

    @Test
    void an_id_that_two_tenants_have_leads_each_to_its_own() throws Exception {
        String id = made.id(Oddity.SAME_ID_DOCUMENT);
        assertThat(fresh.row("contoso", "document", id).get("checksum")).isNotEqualTo(fresh.row("acme", "document", id).get("checksum"));
        assertThat(Files.readAllBytes(fresh.content("contoso", id))).isEqualTo(Files.readAllBytes(made.blob(Oddity.SAME_ID_DOCUMENT)));
    }

    @Test
    void histories_keep_the_files_that_are_there() throws Exception {
        Map<String, String> other = fresh.row("acme", "file_history", made.id(Oddity.OTHER_HISTORY));
        assertThat(Sha256.hex(Files.readAllBytes(fresh.home().resolve("storage/documents/acme").resolve(other.get("internal_path")))))
                .isEqualTo(other.get("checksum"));
        assertThat(fresh.row("acme", "file_history", made.id(Oddity.LOST_HISTORY))).containsEntry("internal_path", "");
    }

    @Test
    void statuses_that_are_none_are_replaced_and_kept_beside() throws Exception {
        assertThat(fresh.row("acme", "document", made.id(Oddity.BAD_STATUS_DOCUMENT))).containsEntry("status", "RECEIVED");
        assertThat(fresh.metadata("acme", made.id(Oddity.BAD_STATUS_DOCUMENT))).containsEntry("v2_status", "\"in Prüfung\"");
        assertThat(fresh.row("acme", "document", made.id(Oddity.SENT_DOCUMENT))).containsEntry("status", "SENT");
    }
}
