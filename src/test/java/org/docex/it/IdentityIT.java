package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets in, and as whom. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IdentityIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void a_call_without_a_valid_token_is_refused_before_anything_else() throws Exception {
        Api.anonymous().get("/baskets").expect(401, "context-required");
        ECKey right = ECKey.parse(Files.readString(TestInstallation.home().resolve("local-key.json")));
        ECKey wrong = new ECKeyGenerator(Curve.P_256).keyID(right.getKeyID()).generate();
        Instant past = Instant.now().minus(Duration.ofHours(2));
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("garbage", "x.y.z");
        tokens.put("expired", signed(right, claims -> claims.issueTime(Date.from(past)).expirationTime(Date.from(past.plusSeconds(60)))));
        tokens.put("issuer", signed(right, claims -> claims.issuer("somebody")));
        tokens.put("audience", signed(right, claims -> claims.audience("somebody")));
        tokens.put("key", signed(wrong, claims -> {}));
        tokens.put("too long", signed(right, claims -> claims.expirationTime(Date.from(Instant.now().plus(Duration.ofHours(13))))));
        tokens.put("issued in the future", signed(right, claims -> claims.issueTime(Date.from(Instant.now().plus(Duration.ofDays(100))))
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(100)).plusSeconds(60)))));
        tokens.put("no user", signed(right, claims -> claims.subject(null)));
        tokens.put("none", new PlainJWT(claims(claims -> {})).serialize());
        tokens.put("hmac with the public key", hmac(right));
        tokens.put("another installation", signed(wrong, claims -> claims.issuer("0badcafe").audience("0badcafe")));
        tokens.forEach((why, token) -> assertThat(Api.withToken(token).get("/baskets").expect(401, "token-invalid").text())
                .as(why).doesNotContain(token));
    }

    @Test
    void each_kind_of_missing_or_wrong_tenant_has_its_own_code() {
        withTenant(Optional.empty(), "user").get("/baskets").expect(403, "tenant-required");
        withTenant(Optional.of(""), "user").get("/baskets").expect(403, "tenant-required");
        withTenant(Optional.of("never_made"), "user").get("/baskets").expect(403, "tenant-unknown");
        withTenant(Optional.of("No Tenant"), "user").get("/baskets").expect(403, "tenant-unknown");
        withTenant(Optional.of("_docex_system_"), "user").get("/baskets").expect(403, "system-tenant");
        withTenant(Optional.empty(), "docex-admin").get("/baskets").expect(403, "tenant-required");
    }

    @Test
    void an_administrator_has_no_tenant_and_a_tenants_user_administers_nothing() {
        Api.basketIn("id_admin");
        withTenant(Optional.of("id_admin"), "docex-admin").get("/admin/tenants").expect(403, "role-required");
        withTenant(Optional.of("id_admin"), "admin").get("/admin/status").expect(403, "role-required");
        withTenant(Optional.empty(), "user").get("/admin/tenants").expect(403, "role-required");
    }

    @Test
    void a_tenant_that_is_not_active_is_refused() throws Exception {
        Api.basketIn("id_idle");
        TestInstallation.execute(TestInstallation.system(), "UPDATE tenant_registry SET status = 'SUSPENDED' WHERE tenant_id = 'id_idle'");
        Api idle = Api.as("id_idle");
        Await.until(Duration.ofSeconds(10), () -> idle.get("/baskets").status() != 200);
        idle.get("/baskets").expect(403, "tenant-inactive");
    }

    @Test
    void a_tenant_of_a_schema_version_nobody_knows_is_refused_with_the_cure() throws Exception {
        Api.basketIn("id_newer");
        TestInstallation.execute(TestInstallation.system(), "UPDATE tenant_registry SET schema_version = '99' WHERE tenant_id = 'id_newer'");
        Api newer = Api.as("id_newer");
        Await.until(Duration.ofSeconds(10), () -> newer.get("/baskets").status() != 200);
        assertThat(newer.get("/baskets").expect(503, "schema-version-unknown").text()).contains("docex upgrade");
        Api.admin().get("/health/ready").expect(200);
        assertThat(Api.admin().get("/admin/status").expect(200).text()).contains("have tables of another version than 3");
        TestInstallation.execute(TestInstallation.system(), "UPDATE tenant_registry SET schema_version = '3' WHERE tenant_id = 'id_newer'");
        assertThat(Api.admin().get("/admin/status").expect(200).json().getBoolean("ok")).isTrue();
    }

    @Test
    void roles_are_required_for_what_they_allow() {
        String basket = Api.basketIn("id_roles");
        Api reader = Api.as("id_roles", "reader");
        reader.get("/baskets").expect(200);
        reader.post("/baskets", "{\"name\":\"x\"}").expect(403, "role-required");
        reader.post("/baskets/" + basket + "/documents?name=a", new byte[1]).expect(403, "role-required");
        for (String role : List.of("nobody", "docex-admin")) {
            Api.as("id_roles", role).get("/baskets").expect(403, "role-required");
        }
        Api.as("id_roles", "user").post("/baskets", "{\"name\":\"x\"}").expect(201);
    }

    private static Api withTenant(Optional<String> tenant, String role) {
        return Api.withToken(TestInstallation.token("somebody", tenant, role));
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(keyId()).audience(keyId()).subject("x")
                .claim("tenant_id", "acme").claim("roles", List.of("admin")).issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        change.accept(claims);
        return claims.build();
    }

    private static String keyId() {
        try {
            return ECKey.parse(Files.readString(TestInstallation.home().resolve("local-key.json"))).getKeyID();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(ECKey key, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims(change));
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String hmac(ECKey key) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims(claims -> {}));
        token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }
}
