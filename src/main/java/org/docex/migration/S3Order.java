package org.docex.migration;

import org.docex.migration.source.AwsEnvironment;
import java.util.Optional;

/**
 * What becomes of documents that lie on S3. One of the two must be said where there are any.
 *
 * @param bucket the new bucket, empty and in the same place as the old one
 * @param folders true for folders in the new home
 * @param environment as 2.x had it
 */
public record S3Order(Optional<String> bucket, boolean folders, AwsEnvironment environment) {
    /** Of an installation whose documents lie in folders. */
    public static final S3Order NONE = new S3Order(Optional.empty(), false, AwsEnvironment.NONE);
}
