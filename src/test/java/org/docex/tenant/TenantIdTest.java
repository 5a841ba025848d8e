package org.docex.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "_x1", "acme_corp", "abcdefghijklmnopqrstuvwxyz0123"})
    void takes(String id) {
        assertThat(TenantId.business(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdefghijklmnopqrstuvwxyz01234", "1a", "a b", "a@b", " a", "Acme", "acme-corp", "_docex_system_",
        "_docex_x_", "docex_first_tenant", "public", "information_schema", "pg_x", "a';drop", "../x", "a\u0000", "\uD83D\uDE00", "a\n"})
    void refuses(String id) {
        assertThatThrownBy(() -> TenantId.business(id)).isInstanceOf(DocexException.class);
    }

    @Test
    void hints_at_the_id_that_would_do() {
        assertThatThrownBy(() -> TenantId.business("Acme-Corp")).hasMessageContaining("'acme_corp'");
    }

    @Test
    void a_role_includes_the_ones_before_it() {
        UserContext.of("u", "acme", Set.of("admin")).require(Role.READER);
        assertThatThrownBy(() -> UserContext.of("u", "acme", Set.of("reader")).require(Role.USER)).isInstanceOf(DocexException.class);
        assertThatThrownBy(() -> UserContext.of("u", "acme", Set.of("docex-admin")).require(Role.READER)).isInstanceOf(DocexException.class);
    }
}
