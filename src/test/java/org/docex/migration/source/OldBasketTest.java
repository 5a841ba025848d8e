package org.docex.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.config.DocexConfig.Credentials;
import org.docex.error.DocexException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where baskets keep documents, by every shape that {@code storage_config} has had. */
class OldBasketTest {
    private static final String ON_S3 = "storage: { type: s3, s3: { bucket: docs, region: eu-west-1, path_namespace: finance, prefix: live, access_key: k, "
            + "secret_key: HUNTER2 } }\n";
    private static final String IN_FOLDERS = "storage: { type: filesystem, filesystem: { path: docs }, s3: { bucket: docs, prefix: live } }\n";

    @TempDir
    Path base;

    @Test
    void a_block_and_flat_keys_are_read_and_flat_ones_win() throws Exception {
        OldS3 nested = basket("{\"type\":\"s3\",\"s3\":{\"bucket\":\"a\",\"prefix\":\"p/\",\"access_key\":\"x\",\"secret_key\":\"y\"}}", IN_FOLDERS).s3()
                .orElseThrow();
        assertThat(nested.bucket()).isEqualTo(new OldBucket("a", "us-east-1", Optional.empty(), Optional.of(new Credentials("x", "y", Optional.empty()))));
        assertThat(nested.prefixes()).containsExactly("p/");
        OldS3 flat = basket("{\"type\":\"s3\",\"bucket\":\"b\",\"s3\":{\"bucket\":\"a\",\"region\":\"eu-west-3\"}}", IN_FOLDERS).s3().orElseThrow();
        assertThat(flat.bucket()).isEqualTo(new OldBucket("b", "eu-west-3", Optional.empty(), Optional.empty()));
    }

    @Test
    void what_a_basket_is_silent_of_is_as_the_installation_has_it() throws Exception {
        OldS3 s3 = basket("{\"type\":\"s3\",\"s3\":{\"bucket\":\"docs\",\"prefix\":\"acme/finance/live/in_1234/\"}}", ON_S3).s3().orElseThrow();
        assertThat(s3.bucket().region()).isEqualTo("eu-west-1");
        assertThat(s3.bucket().credentials()).contains(new Credentials("k", "HUNTER2", Optional.empty()));
        assertThat(s3.prefixes()).containsExactly("acme/finance/live/in_1234/", "live");
        assertThat(s3.namespace()).contains("finance");
        assertThat(s3.toString()).doesNotContain("HUNTER2");
        OldS3 other = basket("{\"type\":\"s3\",\"s3\":{\"bucket\":\"other\"}}", ON_S3).s3().orElseThrow();
        assertThat(other.bucket()).isEqualTo(new OldBucket("other", "us-east-1", Optional.empty(), Optional.empty()));
    }

    @Test
    void a_basket_without_a_type_is_on_s3_only_where_all_are() throws Exception {
        for (String silent : List.of("{}", "no json")) {
            assertThat(basket(silent, ON_S3).s3()).isPresent();
            assertThat(basket(silent, IN_FOLDERS).s3()).isEmpty();
        }
        assertThat(basket("{\"path\":\"docs/x\"}", ON_S3)).isEqualTo(new OldBasket(Optional.of("docs/x"), Optional.empty(), Optional.empty(), true));
        assertThat(basket("{\"type\":\"filesystem\",\"s3\":{\"bucket\":\"a\"}}", ON_S3).s3()).isEmpty();
    }

    @Test
    void a_bucket_is_named_by_an_application_and_made_a_name_or_is_missing() throws Exception {
        assertThat(basket("{\"type\":\"s3\",\"s3\":{\"bucket_application\":\"My App\"}}", IN_FOLDERS).s3().orElseThrow().bucket().name())
                .isEqualTo("my-app-documents-bucket");
        assertThatThrownBy(() -> basket("{\"type\":\"s3\",\"s3\":{\"bucket\":null}}", IN_FOLDERS)).isInstanceOf(DocexException.class)
                .hasMessageContaining("'Bills'").hasMessageContaining("names no bucket");
    }

    @Test
    void the_environment_names_a_server_and_the_region_of_who_named_none() throws Exception {
        AwsEnvironment environment = AwsEnvironment.of(Map.of("AWS_ENDPOINT_URL", "http://minio:9000", "AWS_DEFAULT_REGION", "eu-central-1")::get);
        assertThat(read(ON_S3, environment).s3().orElseThrow().bucket().region()).isEqualTo("eu-west-1");
        OldBucket bucket = read("storage: { type: s3, s3: { bucket: docs } }\n", environment).s3().orElseThrow().bucket();
        assertThat(bucket).isEqualTo(new OldBucket("docs", "eu-central-1", Optional.of("http://minio:9000"), Optional.empty()));
        assertThat(bucket.settings().pathStyle()).isTrue();
    }

    private OldBasket basket(String storageConfig, String yaml) throws IOException, SQLException {
        OldConfig config = read(yaml, AwsEnvironment.NONE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement statement = connection.prepareStatement("SELECT 'Bills' AS name, ? AS storage_config")) {
            statement.setString(1, storageConfig);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return OldBasket.of(new OldRow(row), config);
            }
        }
    }

    private OldConfig read(String yaml, AwsEnvironment environment) throws IOException {
        Path file = base.resolve("config.yaml");
        Files.writeString(file, yaml + "database: {}\n", StandardCharsets.UTF_8);
        return OldConfig.read(file, base, environment);
    }
}
