package org.docex.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.docex.config.DocexConfig.Claims;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer, whose keys come from a real https server. */
class TokenVerifierTest {
    @TempDir
    Path folder;

    private final AtomicInteger fetched = new AtomicInteger();
    private SSLSocketFactory before;
    private HttpsServer issuer;
    private RSAKey key;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        SSLContext context = selfSigned();
        before = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        issuer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setHttpsConfigurator(new HttpsConfigurator(context));
        issuer.createContext("/jwks", exchange -> {
            fetched.incrementAndGet();
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", url("/jwks"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
    }

    @Test
    void takes_a_token_of_the_issuer_and_reads_its_claims() throws Exception {
        VerifiedToken token = rules("/jwks").verify(token(key, "https://issuer"));
        assertThat(token.user()).isEqualTo("ann");
        assertThat(token.tenant()).contains("acme");
        assertThat(token.roles()).containsExactlyInAnyOrder("user", "reader");
    }

    @Test
    void refuses_another_issuer_and_an_unknown_key_without_fetching_again_and_again() throws Exception {
        TokenRules rules = rules("/jwks");
        rules.verify(token(key, "https://issuer"));
        refused(ErrorCode.TOKEN_INVALID, rules, token(key, "https://somebody"));
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("k2").generate();
        for (int i = 0; i < 10; i++) {
            refused(ErrorCode.TOKEN_INVALID, rules, token(unknown, "https://issuer"));
        }
        assertThat(fetched.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void an_issuer_that_cannot_be_reached_is_unavailable_however_often_one_asks() throws Exception {
        TokenRules rules = rules("/jwks");
        issuer.stop(0);
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.ISSUER_UNAVAILABLE, rules, token(key, "https://issuer"));
        }
    }

    @Test
    void follows_no_redirect() throws Exception {
        refused(ErrorCode.ISSUER_UNAVAILABLE, rules("/moved"), token(key, "https://issuer"));
        assertThat(fetched.get()).isZero();
    }

    private static void refused(ErrorCode code, TokenRules rules, SignedJWT token) {
        assertThatThrownBy(() -> rules.verify(token))
                .isInstanceOfSatisfying(DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private TokenRules rules(String path) {
        IssuerKeys keys = new IssuerKeys(url(path));
        return new TokenRules("https://issuer", "docex", Set.of(JWSAlgorithm.RS256), keys.source(),
                new Claims("sub", "email", "org", "scope"), keys::isUnreachable);
    }

    private String url(String path) {
        return "https://localhost:" + issuer.getAddress().getPort() + path;
    }

    private static SignedJWT token(RSAKey key, String issuer) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer(issuer).audience("docex").subject("ann").claim("org", "acme")
                        .claim("scope", "user reader").issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(300))).build());
        token.sign(new RSASSASigner(key));
        return token;
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("issuer.p12");
        Process keytool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "issuer", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit"))
                .redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
