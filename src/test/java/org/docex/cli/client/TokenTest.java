package org.docex.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @Test
    void goes_on_with_a_token_of_the_tenant() {
        assertThatCode(() -> token("{\"sub\":\"ann\",\"tenant_id\":\"acme\"}").requireTenant("acme")).doesNotThrowAnyException();
    }

    @Test
    void refuses_a_token_of_another_tenant_and_names_both() {
        assertThatThrownBy(() -> token("{\"tenant_id\":\"acme\"}").requireTenant("contoso"))
                .hasMessageContainingAll("'acme'", "contoso", "correct --tenant-id");
    }

    @Test
    void refuses_a_token_without_a_tenant_where_one_is_named() {
        assertThatThrownBy(() -> token("{\"sub\":\"ann\"}").requireTenant("acme")).hasMessageContaining("leave --tenant-id out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "a.!!!.c", "a.W10.c", "a.bnVsbA.c"})
    void finds_no_tenant_in_what_is_no_token(String text) {
        assertThat(new Token(text).tenant()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tenant_id\":7}", "{\"tenant_id\":null}", "{\"tenant_id\":[\"acme\"]}"})
    void a_claim_that_is_no_text_names_no_tenant(String claims) {
        assertThat(token(claims).tenant()).isEmpty();
    }

    @Test
    void never_shows_itself() {
        assertThat(new Token("secret")).hasToString("Token");
    }

    private static Token token(String claims) {
        return new Token("e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".x");
    }
}
