package org.docex.storage;

import org.docex.config.DocexConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a bucket is reached by.
 *
 * @param region without it, what the environment says; where an endpoint is named, {@code us-east-1}
 * @param endpoint for servers other than those of AWS
 * @param pathStyle whether the bucket's name stands in the path instead of the host
 * @param credentials without them, those of the environment, of the profile, or of the machine
 */
record S3Settings(
        String bucket, Optional<String> region, Optional<URI> endpoint, boolean pathStyle, Checksums checksums,
        Optional<DocexConfig.Credentials> credentials, Timeouts timeouts) {

    /** @throws java.util.NoSuchElementException without a bucket */
    static S3Settings of(DocexConfig.S3 given) {
        return new S3Settings(given.bucket().orElseThrow(), given.region(), given.endpoint().map(URI::create), given.pathStyle(),
                Checksums.valueOf(given.checksums().toUpperCase(Locale.ROOT)), given.credentials(), Timeouts.STANDARD);
    }

    /** When requests and answers carry checksums: always, or where S3 asks for them. Older servers know only the latter. */
    enum Checksums { WHEN_REQUIRED, WHEN_SUPPORTED }

    /**
     * @param read how long a connection may be silent
     * @param attempt how long one attempt may last; sending content may last a second more for each MiB
     */
    record Timeouts(Duration connect, Duration read, Duration attempt) {
        static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(2));
    }
}
