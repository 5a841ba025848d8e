package org.docex.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.docex.config.DocexConfig.Claims;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a token of one issuer must be, and how its claims are read. */
final class TokenRules {
    private static final int SKEW_SECONDS = 60;
    private static final Duration LONGEST = Duration.ofHours(12);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Claims claims;
    private final BooleanSupplier unreachable;

    /** @param unreachable whether the keys could not be fetched lately */
    TokenRules(
            String issuer, String audience, Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> keys, Claims claims,
            BooleanSupplier unreachable) {
        this.claims = claims;
        this.unreachable = unreachable;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSVerifierFactory(new RememberedSignatures());
        DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(audience,
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "iat", claims.user()));
        verifier.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(verifier);
    }

    /** @throws DocexException {@code TOKEN_INVALID}, {@code ISSUER_UNAVAILABLE} */
    VerifiedToken verify(SignedJWT token) {
        try {
            return read(processor.process(token, null));
        } catch (KeySourceException e) {
            if (e instanceof RateLimitReachedException && !unreachable.getAsBoolean()) {
                throw invalid("Its key is not known.", e);
            }
            throw new DocexException(ErrorCode.ISSUER_UNAVAILABLE,
                    "The issuer's keys cannot be fetched. Repeat the call; if it stays so, ask the operator.", e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw invalid("It is expired, or not meant for this installation, or not signed by its issuer.", e);
        }
    }

    private VerifiedToken read(JWTClaimsSet set) throws ParseException {
        Instant latestIssue = Instant.now().plusSeconds(SKEW_SECONDS);
        if (set.getIssueTime().toInstant().isAfter(latestIssue)
                || set.getExpirationTime().toInstant().isAfter(latestIssue.plus(LONGEST))
                || set.getExpirationTime().getTime() - set.getIssueTime().getTime() > LONGEST.toMillis()) {
            throw invalid("It lives longer than 12 hours, or was issued in the future.", null);
        }
        String user = set.getStringClaim(claims.user());
        if (user == null || user.isBlank() || user.length() > 255 || user.chars().anyMatch(Character::isISOControl)) {
            throw invalid("It names no user.", null);
        }
        return new VerifiedToken(user, Optional.ofNullable(set.getStringClaim(claims.email())),
                Optional.ofNullable(set.getStringClaim(claims.tenant())), roles(set));
    }

    private Set<String> roles(JWTClaimsSet set) throws ParseException {
        Object given = set.getClaim(claims.roles());
        if (given instanceof String text) {
            return new HashSet<>(Arrays.asList(text.strip().split("\\s+")));
        }
        return given == null ? Set.of() : new HashSet<>(set.getStringListClaim(claims.roles()));
    }

    static DocexException invalid(String why, @Nullable Throwable cause) {
        return new DocexException(ErrorCode.TOKEN_INVALID, "The token was refused. " + why + " Get a new one.", cause);
    }
}
