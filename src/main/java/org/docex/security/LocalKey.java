package org.docex.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The key an operator's machine may sign tokens with: ES256, in {@code local-key.json} beside {@code docex.yaml}, readable by
 * its owner alone. Its key id is the installation's id, which is also issuer and audience of its tokens.
 */
public final class LocalKey {
    private static final String FILE = "local-key.json";
    private static final Duration LONGEST = Duration.ofHours(12);

    private final ECKey key;

    private LocalKey(ECKey key) {
        this.key = key;
    }

    /** Reads the key; empty when there is none. */
    public static Optional<LocalKey> read(DocexConfig config) {
        Path file = config.home().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LocalKey(ECKey.parse(Files.readString(file))));
        } catch (IOException | ParseException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The local key " + FILE + " cannot be read. Correct its permissions, or remove it and run 'docex init'.", e);
        }
    }

    /** Makes the key of an installation; false when it is there already. */
    public static boolean create(DocexConfig config, String installationId) {
        Path file = config.home().resolve(FILE);
        if (Files.exists(file)) {
            return false;
        }
        try {
            ECKey made = new ECKeyGenerator(Curve.P_256).keyID(installationId).generate();
            try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(made.toJSONString().getBytes(StandardCharsets.UTF_8)));
            }
            return true;
        } catch (IOException | JOSEException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The local key " + file + " cannot be written. Correct the folder's permissions.", e);
        }
    }

    /** Issuer and audience of its tokens. */
    public String installationId() {
        return key.getKeyID();
    }

    ECKey jwk() {
        return key;
    }

    /**
     * Signs a token.
     *
     * @param tenant empty for an administrator, and without tenancy
     * @param lifetime at most 12 hours
     */
    public String issue(String user, Set<String> roles, Optional<String> tenant, Duration lifetime) {
        if (lifetime.compareTo(LONGEST) > 0 || lifetime.isNegative() || lifetime.isZero()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "A token lives at most 12 hours.");
        }
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(installationId()).audience(installationId())
                .subject(user).claim("roles", List.copyOf(roles)).jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(lifetime)));
        tenant.ifPresent(id -> claims.claim("tenant_id", id));
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED, "The local key is no key for ES256. Run 'docex init' again.", e);
        }
    }
}
