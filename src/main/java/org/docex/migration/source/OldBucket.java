package org.docex.migration.source;

import org.docex.config.DocexConfig;
import java.util.Optional;

/**
 * A bucket that 2.x keeps documents in, and how it is reached.
 *
 * @param endpoint of a server that is not Amazon's
 * @param credentials empty where 2.x had those of the environment, the profile or the machine
 */
public record OldBucket(String name, String region, Optional<String> endpoint, Optional<DocexConfig.Credentials> credentials) {
    /** Servers other than Amazon's want the bucket in the path, and know few checksums. */
    public DocexConfig.S3 settings() {
        return new DocexConfig.S3(Optional.of(name), Optional.of(region), endpoint, endpoint.isPresent(),
                endpoint.isPresent() ? "when_required" : "when_supported", credentials);
    }

    /** How findings and the record name an object, or all objects whose names begin so. */
    public String address(String object) {
        return "s3://" + name + "/" + object;
    }
}
