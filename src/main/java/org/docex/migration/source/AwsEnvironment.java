package org.docex.migration.source;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment of 2.x said of S3 beside its configuration, as boto3 reads it. Credentials are none of it: clients look for
 * them themselves.
 *
 * @param endpoint of a server that is not Amazon's
 * @param region in the place of 2.x's default
 */
public record AwsEnvironment(Optional<String> endpoint, Optional<String> region) {
    public static final AwsEnvironment NONE = new AwsEnvironment(Optional.empty(), Optional.empty());

    private static final String DEFAULT_REGION = "us-east-1";

    /** @param variables values by name */
    public static AwsEnvironment of(Function<String, @Nullable String> variables) {
        Optional<String> endpoint = Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").flatMap(name -> value(variables, name).stream())
                .findFirst();
        return new AwsEnvironment(endpoint, value(variables, "AWS_DEFAULT_REGION"));
    }

    private static Optional<String> value(Function<String, @Nullable String> variables, String name) {
        return Optional.ofNullable(variables.apply(name)).filter(text -> !text.isBlank());
    }

    /** @throws DocexException {@code REQUEST_INVALID} for an endpoint that is none */
    public void refuseOdd() {
        if (endpoint.filter(url -> !url.matches("https?://[^/?#\\s]+/?")).isPresent()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The environment variable AWS_ENDPOINT_URL_S3, or AWS_ENDPOINT_URL, is no address of a "
                    + "server, such as https://s3.example.com. Correct it, or unset it. Nothing was changed.");
        }
    }

    /** The region of a client for which this one was configured, or none. */
    String region(Optional<String> configured) {
        String plain = configured.orElse(DEFAULT_REGION);
        return plain.equals(DEFAULT_REGION) ? region.orElse(plain) : plain;
    }
}
