package org.docex.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;

/** An issuer's keys: fetched over https in at most 5 s and 1 MB, without redirects, kept for 5 minutes, refetched at most every 30 s. */
final class IssuerKeys {
    private final String uri;
    private final JWKSource<SecurityContext> source;
    private final Retriever retriever;

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

    IssuerKeys(String jwksUri) {
        uri = jwksUri;
        retriever = new Retriever();
        try {
            source = JWKSourceBuilder.<SecurityContext>create(URI.create(jwksUri).toURL(), retriever)
                    .cache(KEEP.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .rateLimited(MIN_INTERVAL.toMillis())
                    // It would start a thread that outlives the application.
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("security.issuer.jwks_uri is no URL", e);
        }
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    /** True when the last fetch failed: a key that is not known then says nothing about the token. */
    boolean isUnreachable() {
        return retriever.failed;
    }

    /** Why the keys cannot be had now, and the cure; fetches them when the known ones are too old. */
    Optional<String> fault() {
        try {
            source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
            return Optional.empty();
        } catch (KeySourceException e) {
            return Optional.of("The issuer's keys at " + uri + " cannot be fetched. Check security.issuer.jwks_uri, the network and "
                    + "the certificate; the server tries again by itself.");
        }
    }

    private static final class Retriever extends DefaultResourceRetriever {
        private volatile boolean failed;

        Retriever() {
            super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
        }

        @Override
        public Resource retrieveResource(URL url) throws IOException {
            failed = true;
            Resource fetched = super.retrieveResource(url);
            try {
                JWKSet.parse(fetched.getContent());
            } catch (ParseException e) {
                throw new IOException("What the issuer sent is no JWKS", e);
            }
            failed = false;
            return fetched;
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
