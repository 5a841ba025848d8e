package org.docex.it.differential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.docex.it.TestInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** The {@code Authorization} headers of the callers that the file names. */
final class Tokens {
    private final ECKey key;

    Tokens(Path home) throws Exception {
        key = ECKey.parse(Files.readString(home.resolve("local-key.json")));
    }

    List<String> authorization(String caller) {
        return switch (caller) {
            case "nobody" -> List.of();
            case "operator" -> bearer(TestInstallation.token("root", Optional.empty(), "docex-admin"));
            case "operator with a tenant" -> bearer(TestInstallation.token("root", Optional.of("diff_a"), "docex-admin"));
            case "no tenant/user" -> bearer(TestInstallation.token("ann", Optional.empty(), "user"));
            case "garbage" -> bearer("abc.def.ghi");
            case "basic" -> List.of("Basic cm9vdDpyb290");
            case "expired" -> bearer(signed(key, key.getKeyID(), Instant.now().minusSeconds(7200)));
            case "forged" -> bearer(signed(other(), key.getKeyID(), Instant.now()));
            case "other audience" -> bearer(signed(key, "somebody-else", Instant.now()));
            case "unsigned" -> bearer(new PlainJWT(claims(key.getKeyID(), Instant.now())).serialize());
            case "diff_a/user twice" -> List.of(tenant("diff_a/user").get(0), tenant("diff_b/user").get(0));
            case "diff_a/user in lower case" -> List.of(tenant("diff_a/user").get(0).replace("Bearer", "bearer"));
            default -> tenant(caller);
        };
    }

    private static List<String> tenant(String caller) {
        String[] parts = caller.split("/");
        return bearer(TestInstallation.token("ann", Optional.of(parts[0]), parts[1]));
    }

    private static List<String> bearer(String token) {
        return List.of("Bearer " + token);
    }

    private JWTClaimsSet claims(String audience, Instant issued) {
        return new JWTClaimsSet.Builder().issuer(key.getKeyID()).audience(audience).subject("ann").claim("roles", List.of("user"))
                .claim("tenant_id", "diff_a").issueTime(Date.from(issued)).expirationTime(Date.from(issued.plusSeconds(3600))).build();
    }

    private String signed(ECKey with, String audience, Instant issued) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims(audience, issued));
            token.sign(new ECDSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey other() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
