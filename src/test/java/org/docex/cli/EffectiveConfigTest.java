package org.docex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.cli.output.Cells;
import org.docex.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.<>0-9]+)` \\| ");
    private static final String ISSUER = "security: { issuer: { url: '%s', audience: '%s', jwks_uri: '%s' } }\n";

    @TempDir
    Path folder;

    @Test
    void shows_every_key_of_the_guide_and_no_other() throws IOException {
        Set<String> shown = new TreeSet<>();
        shown.addAll(show("sqlite", ISSUER.formatted("x", "y", "https://z")).keySet());
        shown.addAll(show("postgres", "").keySet());
        Set<String> written = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/configuration.md")));
        while (row.find()) {
            written.add(row.group(1).replace("<name>", "archive"));
        }
        shown.removeIf(key -> key.startsWith("storage.documents."));
        written.remove("database.database");
        assertThat(shown.stream().map(key -> key.replace("[0]", ""))).containsExactlyElementsOf(written);
    }

    @Test
    void fills_defaults_in() throws IOException {
        assertThat(show("sqlite", "")).containsEntry("database.sqlite.max_open_files", "500")
                .containsEntry("limits.min_free_bytes", "268435456").containsEntry("multi_tenancy.isolation_strategy", "database")
                .containsEntry("storage.documents.path", folder.resolve("documents").toString());
    }

    @Test
    void shows_a_reference_and_never_what_it_led_to() throws IOException {
        Files.writeString(folder.resolve("audience.txt"), "s3cret1\n");
        Map<String, String> shown = show("sqlite", ISSUER.formatted("${SECRET}", "${file:audience.txt}", "https://keys/${SECRET}"));
        assertThat(shown).containsEntry("security.issuer.url", "${SECRET}")
                .containsEntry("security.issuer.audience", "${file:audience.txt}")
                .containsEntry("security.issuer.jwks_uri", "https://keys/${SECRET}");
        assertThat(shown.values()).noneMatch(value -> value.contains("s3cret"));
    }

    @Test
    void cuts_a_login_out_of_an_address() throws IOException {
        assertThat(show("sqlite", ISSUER.formatted("https://u:s3cret@host/x", "y", "https://u:s3cret@host/k")).values())
                .noneMatch(value -> value.contains("s3cret")).contains("https://…@host/k");
    }

    private Map<String, String> show(String database, String more) throws IOException {
        Path file = Files.writeString(folder.resolve("docex.yaml"), """
                config_version: 1
                multi_tenancy: { enabled: true }
                database: { type: %s, database: "${SECRET}" }
                storage:
                  documents: { type: filesystem, path: documents }
                  archive: { type: s3, path: p, path_namespace: n, prefix: p, bucket: b, region: r, endpoint: "https://e",
                    access_key: a, secret_key: s, session_token: t }
                %s""".formatted(database, more));
        return Cells.flattened(EffectiveConfig.of(ConfigReader.read(file, name -> name.equals("SECRET") ? "s3cret" : null)));
    }
}
