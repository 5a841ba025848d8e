package org.docex.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import org.docex.migration.source.OldConfig.DatabaseFiles;
import org.docex.migration.source.OldConfig.DatabaseServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldConfigTest {
    @TempDir
    Path base;

    @Test
    void what_is_silent_is_as_2_x_had_it() throws IOException {
        OldConfig config = read("database: { type: sqlite }\n");
        assertThat(config.tenants()).isFalse();
        assertThat(config.documents()).isEqualTo(base.resolve("storage/docex"));
        assertThat(config.database()).isEqualTo(new DatabaseFiles(List.of(base.resolve("docex.db")), "storage/tenant_{tenant_id}/docex.db",
                base.resolve("storage/_docex_system_/docex.db")));
    }

    @Test
    void tenancy_is_a_model_of_2_x_or_the_switch_of_2_7() throws IOException {
        assertThat(read("database: {}\nsecurity: { multi_tenancy_model: database_level }\n").tenants()).isTrue();
        assertThat(read("database: {}\nmulti_tenancy: { enabled: True, isolation_strategy: schema }\n").tenants()).isTrue();
        assertThat(read("database: {}\nsecurity: { multi_tenancy_model: row_level }\nmulti_tenancy: { enabled: false }\n").tenants()).isFalse();
    }

    @Test
    void the_one_file_of_2_x_is_the_one_it_read_not_the_one_it_wrote() throws IOException {
        DatabaseFiles files = (DatabaseFiles) read("database: { type: sqlite, path: mine.db, sqlite: { path: written.db } }\n").database();
        assertThat(files.single()).containsExactly(base.resolve("mine.db"), base.resolve("docex.db"), base.resolve("written.db"));
    }

    @Test
    void a_server_has_either_spelling_and_its_password_is_never_shown() throws IOException {
        DatabaseServer server = (DatabaseServer) read("database: { type: postgresql, postgresql: { host: db, port: 5433, user: u, password: HUNTER2, "
                + "database: d, schema_template: 't_{tenant_id}' } }\n").database();
        assertThat(server.port()).isEqualTo(5433);
        assertThat(server.schemaTemplate()).isEqualTo("t_{tenant_id}");
        assertThat(server.toString()).isEqualTo("PostgreSQL db:5433/d");
    }

    @Test
    void a_block_that_stands_twice_by_an_alias_is_read() throws IOException {
        assertThat(read("database:\n  type: postgres\n  postgres: &id001 { host: h }\n  postgresql: *id001\n").database())
                .isInstanceOfSatisfying(DatabaseServer.class, server -> assertThat(server.host()).isEqualTo("h"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            database: { type: sqlite, sqllite: {} }                                   | database.sqllite: this key is not known
            database: { type: oracle }                                                | database.type: 2.x knew
            database: {}\\nllm: { provider: x }                                         | line 2: llm: this key is not known
            database: { type: sqlite                                                  | this is no YAML
            database: !!python/object/apply:os.system ["id"]                          | remove the tag
            database: { type: !!python/name:os.system x }                             | remove the tag
            storage: { documents: { type: filesystem, path: x } }                     | is a configuration of DocEX 3.0
            name: something else                                                      | is no configuration of DocEX 2.x
            storage: { type: s3 }\\ndatabase: {}                                        | storage.s3.bucket: name the bucket
            database: { type: postgres, postgres: { port: many } }                    | database.postgres.port
            database: {}\\nsecurity: { multi_tenancy_model: none }                      | security.multi_tenancy_model: 2.x knew
            """)
    void what_cannot_be_meant_is_refused_with_its_place_and_cure(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(DocexException.class).hasMessageContaining(message);
    }

    @Test
    void a_folder_a_missing_file_and_no_text_are_refused() throws IOException {
        assertThatThrownBy(() -> OldConfig.read(base, base, AwsEnvironment.NONE)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> OldConfig.read(base.resolve("none.yaml"), base, AwsEnvironment.NONE)).hasMessageContaining("cannot be read");
        Files.write(base.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> OldConfig.read(base.resolve("binary.yaml"), base, AwsEnvironment.NONE)).hasMessageContaining("no text in UTF-8");
    }

    private OldConfig read(String text) throws IOException {
        Path file = base.resolve("config.yaml");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return OldConfig.read(file, base, AwsEnvironment.NONE);
    }
}
