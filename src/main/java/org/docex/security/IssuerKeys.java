package org.docex.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/** An issuer's keys: fetched over https in at most 5 s and 1 MB, without redirects, kept for 5 minutes, refetched at most every 30 s. */
final class IssuerKeys {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

    private IssuerKeys() {}

    static JWKSource<SecurityContext> of(String jwksUri) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(jwksUri).toURL(), new NoRedirects())
                    .cache(KEEP.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .rateLimited(MIN_INTERVAL.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("security.issuer.jwks_uri is no URL", e);
        }
    }

    private static final class NoRedirects extends DefaultResourceRetriever {
        NoRedirects() {
            super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
