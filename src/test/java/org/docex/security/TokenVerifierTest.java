package org.docex.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import org.docex.config.DocexConfig.Claims;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer, whose keys come from a real https server. */
class TokenVerifierTest {
    @TempDir
    Path folder;

    private SSLSocketFactory before;
    private TestIssuer issuer;
    private RSAKey key;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer(folder);
        key = issuer.key();
        before = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(issuer.context().getSocketFactory());
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.close();
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
    }

    @Test
    void takes_a_token_of_the_issuer_and_reads_its_claims() throws Exception {
        VerifiedToken token = rules("/jwks").verify(TestIssuer.token(key, "https://issuer"));
        assertThat(token.user()).isEqualTo("ann");
        assertThat(token.tenant()).contains("acme");
        assertThat(token.roles()).containsExactlyInAnyOrder("user", "reader");
    }

    @Test
    void refuses_another_issuer_and_an_unknown_key_without_fetching_again_and_again() throws Exception {
        TokenRules rules = rules("/jwks");
        rules.verify(TestIssuer.token(key, "https://issuer"));
        refused(ErrorCode.TOKEN_INVALID, rules, TestIssuer.token(key, "https://somebody"));
        RSAKey unknown = TestIssuer.newKey("k2");
        for (int i = 0; i < 10; i++) {
            refused(ErrorCode.TOKEN_INVALID, rules, TestIssuer.token(unknown, "https://issuer"));
        }
        assertThat(issuer.fetched()).isLessThanOrEqualTo(3);
    }

    @Test
    void an_issuer_that_cannot_be_reached_is_unavailable_however_often_one_asks() throws Exception {
        TokenRules rules = rules("/jwks");
        issuer.close();
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.ISSUER_UNAVAILABLE, rules, TestIssuer.token(key, "https://issuer"));
        }
    }

    @Test
    void an_issuer_that_answers_with_a_page_is_unavailable_however_often_one_asks() throws Exception {
        TokenRules rules = rules("/maintenance");
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.ISSUER_UNAVAILABLE, rules, TestIssuer.token(key, "https://issuer"));
        }
    }

    @Test
    void an_issuer_that_comes_back_is_found_again_by_asking_for_its_state() throws Exception {
        IssuerKeys keys = new IssuerKeys(issuer.url("/jwks"));
        assertThat(keys.fault()).isEmpty();
        issuer.close();
        assertThat(keys.fault()).as("keys that are known still serve").isEmpty();

        IssuerKeys cold = new IssuerKeys(issuer.url("/jwks"));
        assertThat(cold.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("/jwks", "jwks_uri"));
        issuer.start();
        assertThat(cold.fault()).isEmpty();
    }

    @Test
    void a_token_that_was_taken_before_is_refused_once_its_key_is_withdrawn() throws Exception {
        AtomicReference<JWKSet> trusted = new AtomicReference<>(new JWKSet(key.toPublicJWK()));
        TokenRules rules = rules((selector, context) -> selector.select(trusted.get()), () -> false);
        SignedJWT token = TestIssuer.token(key, "https://issuer");
        rules.verify(token);
        assertThat(rules.verify(token).user()).isEqualTo("ann");
        trusted.set(new JWKSet());
        refused(ErrorCode.TOKEN_INVALID, rules, token);
        trusted.set(new JWKSet(new RSAKey.Builder(TestIssuer.newKey("k2").toRSAPublicKey()).keyID(key.getKeyID()).build()));
        refused(ErrorCode.TOKEN_INVALID, rules, token);
    }

    @Test
    void another_text_or_signature_than_one_that_was_taken_is_refused() throws Exception {
        TokenRules rules = rules("/jwks");
        SignedJWT token = TestIssuer.token(key, "https://issuer");
        rules.verify(token);
        Base64URL[] parts = SignedJWT.parse(token.serialize()).getParsedParts();
        Base64URL other = Base64URL.encode(parts[1].decodeToString().replace("ann", "eve"));
        refused(ErrorCode.TOKEN_INVALID, rules, new SignedJWT(parts[0], other, parts[2]));
        byte[] signature = parts[2].decode();
        signature[0]++;
        refused(ErrorCode.TOKEN_INVALID, rules, new SignedJWT(parts[0], parts[1], Base64URL.encode(signature)));
    }

    @Test
    void follows_no_redirect() throws Exception {
        refused(ErrorCode.ISSUER_UNAVAILABLE, rules("/moved"), TestIssuer.token(key, "https://issuer"));
        assertThat(issuer.fetched()).isZero();
    }

    private static void refused(ErrorCode code, TokenRules rules, SignedJWT token) {
        assertThatThrownBy(() -> rules.verify(token))
                .isInstanceOfSatisfying(DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private TokenRules rules(String path) {
        IssuerKeys keys = new IssuerKeys(issuer.url(path));
        return rules(keys.source(), keys::isUnreachable);
    }

    private static TokenRules rules(JWKSource<SecurityContext> keys, BooleanSupplier unreachable) {
        return new TokenRules("https://issuer", "docex", Set.of(JWSAlgorithm.RS256), keys,
                new Claims("sub", "email", "org", "scope"), unreachable);
    }
}
