package org.docex.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String SMALLEST = """
            config_version: 1
            multi_tenancy: { enabled: true }
            database: { type: sqlite }
            storage: { documents: { type: filesystem, path: storage/documents } }
            """;

    @TempDir
    Path home;

    @Test
    void reads_the_smallest_file_with_its_presets() throws IOException {
        DocexConfig config = read(SMALLEST);
        assertThat(config.multiTenancy().isolationStrategy()).isEqualTo("database");
        assertThat(config.multiTenancy().bootstrapTenant().id()).isEqualTo("_docex_system_");
        assertThat(config.storages().get("documents").path()).contains(home.resolve("storage/documents"));
        assertThat(config.security().localKey()).isFalse();
    }

    /** The example of section 7 of the DocEX 3.0 design document, whose keys and nesting are promised to load. */
    @Test
    void reads_the_example_of_the_design_document() throws IOException {
        DocexConfig config = read("""
                config_version: 1
                multi_tenancy:
                  enabled: true
                  isolation_strategy: schema
                  bootstrap_tenant:
                    id: system
                    schema: docex_system
                database:
                  type: postgres
                  database: docex
                storage:
                  documents:
                    type: s3
                    tenant_scoped: true
                """);
        assertThat(config.multiTenancy().bootstrapTenant().id()).isEqualTo("system");
        assertThat(config.database()).isInstanceOf(Postgres.class);
        assertThat(config.storages().get("documents").s3()).hasValueSatisfying(s3 -> assertThat(s3.bucket()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config_version: 1                 | config_version: 2                               | config_version
            config_version: 1                 | unknown_key: 1                                  | config_version
            { enabled: true }                 | { enabled: perhaps }                            | multi_tenancy.enabled
            { enabled: true }                 | {}                                              | multi_tenancy.enabled
            { enabled: true }                 | { enabled: true, isolation_strategy: schema }   | multi_tenancy.isolation_strategy
            { type: sqlite }                  | { type: oracle }                                | database.type
            { type: sqlite }                  | { type: sqlite, sqlite: { path_template: x.db } } | database.sqlite.path_template
            { type: sqlite }                  | { type: sqlite, sqlite: { path_template: "../{tenant_id}.db" } } | database.sqlite.path_template
            { type: sqlite }                  | { type: sqlite, sqlite: { path_template: "storage/documents/{tenant_id}.db" } } | storage.documents.path
            { type: sqlite }                  | { type: postgres, postgres: { schema_template: "pg_{tenant_id}" } } | database.postgres.schema_template
            { type: sqlite }                  | { type: postgres, postgres: { schema_template: same } } | database.postgres.schema_template
            path: storage/documents           | path: storage/documents, tenant_scoped: false   | storage.documents.tenant_scoped
            path: storage/documents           | paths: storage/documents                        | storage.documents.path
            type: filesystem                  | type: ftp                                       | storage.documents.type
            """)
    void refuses_what_is_unknown_or_unsafe_and_names_key_and_line(String good, String bad, String key) {
        assertThatThrownBy(() -> read(SMALLEST.replace(good, bad)))
                .isInstanceOfSatisfying(DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_CONFIGURED))
                .hasMessageContaining(key).hasMessageContaining("line ");
    }

    @Test
    void refuses_an_unknown_key_with_its_line() {
        assertThatThrownBy(() -> read(SMALLEST + "colour: red\n")).hasMessageContaining("line 5").hasMessageContaining("colour");
    }

    @Test
    void refuses_a_file_of_version_2_with_the_command_that_moves_it() {
        assertThatThrownBy(() -> read("app: { name: DocEX }\ndatabase: { type: sqlite }\n")).hasMessageContaining("migrate-v2-to-v3");
    }

    @Test
    void refuses_a_key_that_stands_twice_and_yaml_with_class_tags() {
        assertThatThrownBy(() -> read(SMALLEST + "storage: {}\n")).isInstanceOf(DocexException.class);
        assertThatThrownBy(() -> read("!!javax.script.ScriptEngineManager {}")).isInstanceOf(DocexException.class);
    }

    @Test
    void substitutes_environment_variables_and_refuses_missing_ones() throws IOException {
        Path file = Files.writeString(home.resolve("docex.yaml"), SMALLEST.replace("storage/documents", "\"${PLACE}\""));
        assertThat(ConfigReader.read(file, Map.of("PLACE", "elsewhere")::get).storages().get("documents").path())
                .contains(home.resolve("elsewhere"));
        assertThatThrownBy(() -> ConfigReader.read(file, name -> null)).hasMessageContaining("PLACE");
    }

    @Test
    void takes_a_value_from_a_file_and_refuses_one_that_cannot_be_read() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/bucket"), "of-the-file\n");
        String archive = SMALLEST.replace("path: storage/documents }", "path: storage/documents }, archive: { type: s3, bucket: '${file:secrets/%s}' }");
        assertThat(read(archive.formatted("bucket")).storages().get("archive").s3().orElseThrow().bucket()).contains("of-the-file");
        assertThatThrownBy(() -> read(archive.formatted("nothing"))).hasMessageContaining("storage.archive.bucket")
                .hasMessageContaining("secrets/nothing");
    }

    @Test
    void finds_the_file_in_the_documented_order() {
        Map<String, String> environment = Map.of("DOCEX_CONFIG_PATH", "/a/x.yaml", "DOCEX_HOME", "/b");
        Map<String, String> properties = Map.of("docex.home", "/c", "user.home", "/nobody");
        assertThat(new ConfigLocation(environment::get, properties::get).toRead()).isEqualTo(Path.of("/a/x.yaml"));
        assertThat(new ConfigLocation(name -> name.equals("DOCEX_HOME") ? "/b" : null, properties::get).toRead())
                .isEqualTo(Path.of("/c/docex.yaml"));
        assertThat(new ConfigLocation(name -> name.equals("DOCEX_HOME") ? "/b" : null, name -> null).toInitialise())
                .isEqualTo(Path.of("/b/docex.yaml"));
        assertThat(new ConfigLocation(name -> null, name -> null).toInitialise())
                .isEqualTo(Path.of("docex.yaml").toAbsolutePath());
    }

    private DocexConfig read(String text) throws IOException {
        return ConfigReader.read(Files.writeString(home.resolve("docex.yaml"), text));
    }
}
