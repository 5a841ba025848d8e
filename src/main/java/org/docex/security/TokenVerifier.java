package org.docex.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Claims;
import org.docex.config.DocexConfig.Issuer;
import org.docex.error.DocexException;
import org.docex.health.Fault;
import org.docex.health.Findings;
import org.docex.health.HealthSource;
import org.docex.health.Part;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies tokens of the local key and of the configured issuer. */
@ApplicationScoped
class TokenVerifier implements HealthSource {
    private static final Claims LOCAL_CLAIMS = new Claims("sub", "email", "tenant_id", "roles");

    @Inject
    Configuration configuration;

    private volatile @Nullable Rules rules;
    private @Nullable IssuerKeys keys;

    /** The rules of both kinds of tokens, by issuer. */
    private record Rules(Optional<String> localIssuer, Optional<TokenRules> local, Optional<String> issuer,
            Optional<TokenRules> remote) {}

    /**
     * @param onLoopback whether the call came to a loopback address; the local key is honoured nowhere else
     * @throws DocexException {@code TOKEN_INVALID}, {@code ISSUER_UNAVAILABLE}, {@code NOT_CONFIGURED}
     */
    VerifiedToken verify(String text, boolean onLoopback) {
        Rules known = rules();
        SignedJWT token;
        String issuer;
        try {
            token = SignedJWT.parse(text);
            issuer = token.getJWTClaimsSet().getIssuer();
        } catch (ParseException e) {
            throw TokenRules.invalid("It is no signed JWT.", e);
        }
        if (onLoopback && known.localIssuer().isPresent() && known.localIssuer().get().equals(issuer)) {
            return known.local().orElseThrow().verify(token);
        }
        return known.remote().filter(any -> known.issuer().orElseThrow().equals(issuer))
                .orElseThrow(() -> TokenRules.invalid("Its issuer is not trusted here.", null)).verify(token);
    }

    /** Whether the issuer's keys can be had; asked with the rest of the server's state, so that it recovers without a call. */
    @Override
    public Findings look() {
        Findings findings = new Findings();
        issuerKeys().ifPresent(keys -> {
            findings.looked(Part.ISSUER);
            keys.fault().ifPresent(fault -> findings.add(Part.ISSUER, Fault.blocking(fault)));
        });
        return findings;
    }

    private Rules rules() {
        Rules known = rules;
        if (known == null) {
            DocexConfig config = configuration.get();
            known = rules(config, issuerKeys());
            if (!config.security().localKey() || known.local().isPresent()) {
                rules = known;
            }
        }
        return known;
    }

    /** One for the life of the server, because it remembers keys and when it last asked for them. */
    private synchronized Optional<IssuerKeys> issuerKeys() {
        if (keys == null) {
            keys = configuration.get().security().issuer().map(Issuer::jwksUri).map(IssuerKeys::new).orElse(null);
        }
        return Optional.ofNullable(keys);
    }

    private static Rules rules(DocexConfig config, Optional<IssuerKeys> keys) {
        Optional<LocalKey> local = config.security().localKey() ? LocalKey.read(config) : Optional.empty();
        Optional<Issuer> issuer = config.security().issuer();
        return new Rules(local.map(LocalKey::installationId),
                local.map(key -> new TokenRules(key.installationId(), key.installationId(), Set.of(JWSAlgorithm.ES256),
                        new ImmutableJWKSet<>(new JWKSet(key.jwk().toPublicJWK())), LOCAL_CLAIMS, () -> false)),
                issuer.map(Issuer::url), issuer.map(known -> remote(known, keys.orElseThrow())));
    }

    private static TokenRules remote(Issuer issuer, IssuerKeys keys) {
        return new TokenRules(issuer.url(), issuer.audience(),
                issuer.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), keys.source(),
                issuer.claims(), keys::isUnreachable);
    }
}
