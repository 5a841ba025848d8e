package org.docex.migration.source;

import org.docex.config.DocexConfig.Credentials;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How 2.x names its objects, as a configuration or a basket's row says.
 *
 * @param prefix what stands before a basket's keys
 * @param general {@code prefix} of the installation
 * @param namespace {@code path_namespace}, which older releases called {@code app_name} or {@code application_name}
 */
public record OldS3(OldBucket bucket, Optional<String> prefix, Optional<String> general, Optional<String> namespace) {
    static final List<String> KEYS = List.of("bucket", "bucket_application", "application_name", "app_name", "path_namespace", "region", "prefix",
            "access_key", "secret_key", "session_token");

    private static final int LONGEST = 63;

    /** The two prefixes, each once. */
    public List<String> prefixes() {
        return Stream.of(prefix, general).flatMap(Optional::stream).distinct().toList();
    }

    /**
     * @param says the value of one of {@link #KEYS}
     * @param installation what holds where nothing is said
     * @return empty where no bucket is named
     */
    static Optional<OldS3> of(Function<String, Optional<String>> says, Optional<OldS3> installation, AwsEnvironment environment) {
        Function<String, Optional<String>> said = key -> says.apply(key).filter(text -> !text.isBlank());
        Optional<String> name = said.apply("bucket").map(OldS3::bucketName)
                .or(() -> said.apply("bucket_application").map(application -> bucketName(application + "-documents-bucket")));
        Optional<OldBucket> general = installation.map(OldS3::bucket);
        return name.or(() -> general.map(OldBucket::name)).map(bucket -> {
            Optional<OldBucket> same = general.filter(known -> known.name().equals(bucket));
            Optional<String> region = said.apply("region").or(() -> same.map(OldBucket::region));
            return new OldS3(new OldBucket(bucket, environment.region(region), environment.endpoint(),
                    credentials(said).or(() -> same.flatMap(OldBucket::credentials))),
                    said.apply("prefix").or(() -> installation.flatMap(OldS3::prefix)), installation.flatMap(OldS3::prefix),
                    said.apply("path_namespace").or(() -> said.apply("app_name")).or(() -> said.apply("application_name"))
                            .or(() -> installation.flatMap(OldS3::namespace)));
        });
    }

    private static Optional<Credentials> credentials(Function<String, Optional<String>> said) {
        return said.apply("access_key").flatMap(key -> said.apply("secret_key")
                .map(secret -> new Credentials(key, secret, said.apply("session_token"))));
    }

    /** A name that is none was made one by 2.x. */
    private static String bucketName(String given) {
        if (given.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            return given;
        }
        String name = given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-").replaceAll("-+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return name.substring(0, Math.min(LONGEST, name.length())).replaceAll("[.-]+$", "");
    }
}
