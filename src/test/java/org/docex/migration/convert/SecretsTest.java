package org.docex.migration.convert;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Map<String, String> kept = new TreeMap<>();

    @Test
    void secrets_at_any_depth_and_logins_in_addresses_are_moved_and_nothing_else() {
        JsonObject moved = moved("{\"host\":\"h\",\"port\":22,\"password\":\"zz1\",\"verify_ssl\":true,\"use_token\":false,\"empty_password\":\"\","
                + "\"auth\":{\"user\":\"u\",\"pass\":\"zz8\",\"api_key\":\"zz2\"},\"headers\":{\"Authorization\":\"zz3\",\"Accept\":\"*/*\"},"
                + "\"endpoint\":\"https://bob:zz4@example.com/in\",\"list\":[{\"secret\":\"zz5\"}],\"pin_token\":1234,\"max_tokens\":4096,\"token_limit\":5,\"tokenizer\":\"bpe\",\"clientSecret\":\"zz6\",\"X-Api-Key\":\"zz7\"}");
        assertThat(kept.values()).containsExactlyInAnyOrder("zz1", "zz2", "zz3", "https://bob:zz4@example.com/in", "zz5", "1234", "zz6", "zz7", "zz8");
        assertThat(moved.toString()).doesNotContain("zz").contains("\"verify_ssl\":true", "\"use_token\":false", "\"empty_password\":\"\"", "\"max_tokens\":4096", "\"token_limit\":5", "\"tokenizer\":\"bpe\"", "\"user\":\"u\"",
                "\"password\":\"${file:t/1/password}\"", "\"secret\":\"${file:t/1/list/0/secret}\"");
    }

    @Test
    void what_refers_already_stays() {
        assertThat(moved("{\"password\":\"${file:secrets/t/1/password}\"}").getString("password")).isEqualTo("${file:secrets/t/1/password}");
        assertThat(kept).isEmpty();
    }

    @Test
    void texts_that_carry_a_secret_are_moved_whole_and_no_two_share_a_file() {
        moved("{\"a b\":\"https://tok@h/in\",\"a.b\":\"host=h password=x\",\"a_b\":\"Bearer abcdefghij\",\"note\":\"see https://example.com/a@b\"}");
        assertThat(kept.values()).containsExactlyInAnyOrder("https://tok@h/in", "host=h password=x", "Bearer abcdefghij");
        assertThat(kept).hasSize(3).containsKey("t/1/a_b");
    }

    private JsonObject moved(String json) {
        Secrets secrets = new Secrets((name, value) -> {
            kept.put(name, value);
            return "${file:" + name + "}";
        });
        return secrets.moved(Json.createReader(new StringReader(json)).readObject(), "route 1", "t/1", (kind, subject, detail) -> {});
    }
}
