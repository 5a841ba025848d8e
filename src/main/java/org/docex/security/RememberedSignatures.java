package org.docex.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes each right signature once, because that takes longer than most calls. Only the arithmetic is remembered: which keys
 * are trusted, and whether the token is still valid, is asked each time.
 */
final class RememberedSignatures implements JWSVerifierFactory {
    private static final int MOST = 20_000;

    private final JWSVerifierFactory factory = new DefaultJWSVerifierFactory();
    private final Set<ByteBuffer> right = ConcurrentHashMap.newKeySet();

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        JWSVerifier verifier = factory.createJWSVerifier(header, key);
        return new JWSVerifier() {
            @Override
            public boolean verify(JWSHeader signedHeader, byte[] input, Base64URL signature) throws JOSEException {
                ByteBuffer name = name(key, input, signature);
                return right.contains(name) || verifier.verify(signedHeader, input, signature) && remember(name);
            }

            @Override
            public Set<JWSAlgorithm> supportedJWSAlgorithms() {
                return verifier.supportedJWSAlgorithms();
            }

            @Override
            public JCAContext getJCAContext() {
                return verifier.getJCAContext();
            }
        };
    }

    private boolean remember(ByteBuffer name) {
        if (right.size() >= MOST) {
            right.clear();
        }
        right.add(name);
        return true;
    }

    /** The input holds the header, and with it the algorithm. */
    private static ByteBuffer name(Key key, byte[] input, Base64URL signature) throws JOSEException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new JOSEException(e.getMessage(), e);
        }
        for (byte[] part : new byte[][] {key.getEncoded(), input, signature.toString().getBytes(StandardCharsets.US_ASCII)}) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            digest.update(part);
        }
        return ByteBuffer.wrap(digest.digest());
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return factory.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return factory.getJCAContext();
    }
}
