package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Credentials;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.convert.Secrets.Vault;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldBucket;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldS3;
import org.docex.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the new installation keeps documents.
 *
 * @param bucket empty for folders in the home
 */
record NewStorage(Optional<Bucket> bucket) {
    private static final String SECRETS = "s3-documents/";
    private static final String UNCHANGED = " Nothing was changed.";

    /**
     * A bucket beside an old one, reached as that is.
     *
     * @param namespace and prefix where 3.0 takes them
     */
    record Bucket(String name, OldBucket as, Optional<String> namespace, Optional<String> prefix) {}

    /**
     * @param known all buckets of 2.x, that of the installation first
     * @throws DocexException {@code REQUEST_INVALID} when nobody said what becomes of documents on S3, or said what cannot be
     */
    static NewStorage of(MigrationOrder order, OldConfig config, Collection<OldBucket> known) {
        Optional<String> name = order.s3().bucket();
        String names = known.stream().map(bucket -> "'" + bucket.name() + "'").distinct().collect(Collectors.joining(", "));
        if (known.isEmpty()) {
            if (name.isPresent()) {
                throw refused("--to-bucket is for documents that lie on S3, and there are none here: all lie in folders. Leave it out.");
            }
            return new NewStorage(Optional.empty());
        }
        order.s3().environment().refuseOdd();
        if (name.isPresent() == order.s3().folders()) {
            throw refused("Documents of this installation lie on S3, in the bucket " + names + ". Say where they are copied to: with --to-bucket "
                    + "into another bucket, which you make before, or with --to-storage filesystem into folders of the new home.");
        }
        if (known.stream().anyMatch(bucket -> name.filter(bucket.name()::equals).isPresent())) {
            throw refused("The bucket '" + name.orElseThrow() + "' holds documents of DocEX 2.x, and nothing is changed there. Make an empty bucket, and "
                    + "name that with --to-bucket.");
        }
        return new NewStorage(name.map(bucket -> new Bucket(bucket, known.iterator().next(), segment(config.s3().flatMap(OldS3::namespace)),
                segment(config.s3().flatMap(OldS3::prefix)))));
    }

    /** A prefix as 3.0 takes one. */
    private static Optional<String> segment(Optional<String> old) {
        return old.map(text -> text.replaceAll("^/+|/+$", "")).filter(text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"));
    }

    /** The lines of {@code docex.yaml}. */
    String yaml() {
        if (bucket.isEmpty()) {
            return "  # Documents were moved here from wherever 2.x kept them; each tenant has a folder of its own.\n"
                    + "  documents: { type: filesystem, path: storage/documents }\n";
        }
        Map<String, String> keys = new LinkedHashMap<>();
        DocexConfig.S3 as = bucket.get().as().settings();
        keys.put("type", "s3");
        keys.put("bucket", NewConfig.quoted(bucket.get().name()));
        as.region().ifPresent(region -> keys.put("region", NewConfig.quoted(region)));
        as.endpoint().ifPresent(endpoint -> keys.put("endpoint", NewConfig.quoted(endpoint)));
        as.endpoint().ifPresent(endpoint -> keys.put("path_style", "true"));
        as.endpoint().ifPresent(endpoint -> keys.put("checksums", as.checksums()));
        bucket.get().namespace().ifPresent(namespace -> keys.put("path_namespace", NewConfig.quoted(namespace)));
        bucket.get().prefix().ifPresent(prefix -> keys.put("prefix", NewConfig.quoted(prefix)));
        secrets().keySet().forEach(key -> keys.put(key, NewConfig.quoted(NewHome.reference(SECRETS + key))));
        return "  # Documents were copied here from the buckets of 2.x; each tenant has a prefix of its own.\n  documents:\n"
                + keys.entrySet().stream().map(key -> "    " + key.getKey() + ": " + key.getValue() + "\n").collect(Collectors.joining());
    }

    /** Puts the account's keys where {@link #yaml} refers to. */
    void keep(Vault vault) {
        secrets().forEach((key, value) -> vault.keep(SECRETS + key, value));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        secrets().keySet().forEach(key -> findings.add(new Finding("", FindingKind.SECRET_MOVED,
                "bucket " + bucket.orElseThrow().as().name(), key + " lies in " + SECRETS + key)));
        return findings;
    }

    private Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        Optional<Credentials> credentials = bucket.flatMap(to -> to.as().credentials());
        credentials.ifPresent(keys -> {
            secrets.put("access_key", keys.accessKey());
            secrets.put("secret_key", keys.secretKey());
            keys.sessionToken().ifPresent(token -> secrets.put("session_token", token));
        });
        return secrets;
    }

    /**
     * @param fresh of the new installation
     * @throws DocexException {@code STORAGE_UNAVAILABLE} when the new bucket cannot be reached, {@code BOUNDARY_EXISTS} when something
     *     lies in it: it would mix with what is copied, and going back would be no more than a guess
     */
    void refuseTaken(Storages fresh) throws IOException {
        if (bucket.isEmpty()) {
            return;
        }
        List<String> faults = fresh.look().messages();
        if (!faults.isEmpty()) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, String.join(" ", faults) + UNCHANGED);
        }
        if (fresh.hasAnyArea("")) {
            throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The bucket '" + bucket.get().name() + "' is not empty. Empty it, or name another one "
                    + "with --to-bucket." + UNCHANGED);
        }
    }

    private static DocexException refused(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message + UNCHANGED);
    }
}
