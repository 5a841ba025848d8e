package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.BootstrapTenant;
import org.docex.config.DocexConfig.Database;
import org.docex.config.DocexConfig.Issuer;
import org.docex.config.DocexConfig.Postgres;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.config.DocexConfig.Storage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration as an object with the keys of {@code docex.yaml}, defaults filled in, paths made absolute.
 *
 * <p>No secret gets into it, for three reasons: only keys that are written down here are shown, and none of them is a
 * password or key; a value that came from the environment or another file is replaced by its reference
 * ({@link References}); a login inside an address is cut out.
 */
final class EffectiveConfig {
    private static final String HIDDEN = "…";

    private final DocexConfig config;
    private final References references;

    private EffectiveConfig(DocexConfig config) {
        this.config = config;
        this.references = References.in(config.file());
    }

    static JsonObject of(DocexConfig config) {
        EffectiveConfig effective = new EffectiveConfig(config);
        JsonObject whole = Json.createObjectBuilder().add("config_version", 1)
                .add("multi_tenancy", effective.tenancy()).add("database", effective.database())
                .add("storage", effective.storages()).add("security", effective.security()).add("limits", effective.limits())
                .add("transfer", effective.transfer()).add("events", effective.events()).add("sweep", effective.sweep())
                .build();
        return effective.references.restore(whole);
    }

    private JsonObjectBuilder tenancy() {
        BootstrapTenant bootstrap = config.multiTenancy().bootstrapTenant();
        return Json.createObjectBuilder().add("enabled", config.multiTenancy().enabled())
                .add("isolation_strategy", config.multiTenancy().isolationStrategy())
                .add("deletion_grace_days", config.multiTenancy().deletionGrace().toDays())
                .add("bootstrap_tenant", Json.createObjectBuilder().add("id", bootstrap.id())
                        .add("display_name", bootstrap.displayName()).add("schema", bootstrap.schema())
                        .add("database_path", bootstrap.databasePath().toString()));
    }

    private JsonObjectBuilder database() {
        Database database = config.database();
        JsonObjectBuilder shown = Json.createObjectBuilder().add("type", database.type());
        if (database instanceof Sqlite sqlite) {
            shown.add("sqlite", Json.createObjectBuilder().add("path_template", sqlite.pathTemplate())
                    .add("max_open_files", sqlite.maxOpenFiles())
                    .add("writer_wait_seconds", sqlite.writerWait().toSeconds())
                    .add("transaction_seconds", sqlite.transactionTimeout().toSeconds()));
        } else if (database instanceof Postgres postgres) {
            shown.add("postgres", Json.createObjectBuilder().add("schema_template", postgres.schemaTemplate())
                    .add("role_per_tenant", postgres.rolePerTenant()).add("tenants_login", postgres.tenantsLogin()));
        }
        return shown;
    }

    private JsonObjectBuilder storages() {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        new TreeMap<>(config.storages()).forEach((name, storage) -> shown.add(name, storage(storage)));
        return shown;
    }

    private JsonObjectBuilder storage(Storage storage) {
        JsonObjectBuilder shown = Json.createObjectBuilder().add("type", storage.type())
                .add("tenant_scoped", config.multiTenancy().enabled());
        Map<String, Optional<String>> optional = new TreeMap<>(Map.of("path", storage.path().map(Object::toString),
                "path_namespace", storage.pathNamespace(), "prefix", storage.prefix(),
                "bucket", storage.s3().flatMap(s3 -> s3.bucket()), "region", storage.s3().flatMap(s3 -> s3.region()),
                "endpoint", storage.s3().flatMap(s3 -> s3.endpoint()).map(EffectiveConfig::withoutLogin)));
        optional.forEach((key, value) -> value.ifPresent(given -> shown.add(key, given)));
        storage.s3().ifPresent(s3 -> {
            shown.add("path_style", s3.pathStyle()).add("checksums", s3.checksums());
            s3.credentials().ifPresent(keys -> {
                shown.add("access_key", HIDDEN).add("secret_key", HIDDEN);
                keys.sessionToken().ifPresent(token -> shown.add("session_token", HIDDEN));
            });
        });
        return shown;
    }

    private JsonObjectBuilder security() {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("local_key", Json.createObjectBuilder().add("enabled", config.security().localKey()));
        config.security().issuer().ifPresent(issuer -> shown.add("issuer", issuer(issuer)));
        return shown;
    }

    private static JsonObjectBuilder issuer(Issuer issuer) {
        JsonArrayBuilder algorithms = Json.createArrayBuilder();
        issuer.algorithms().forEach(algorithms::add);
        return Json.createObjectBuilder().add("url", withoutLogin(issuer.url())).add("audience", issuer.audience())
                .add("jwks_uri", withoutLogin(issuer.jwksUri())).add("algorithms", algorithms)
                .add("claims", Json.createObjectBuilder().add("user", issuer.claims().user()).add("email", issuer.claims().email())
                        .add("tenant", issuer.claims().tenant()).add("roles", issuer.claims().roles()));
    }

    private JsonObjectBuilder limits() {
        return Json.createObjectBuilder().add("max_upload_bytes", config.limits().maxUploadBytes())
                .add("min_free_bytes", config.limits().minFreeBytes());
    }

    private JsonObjectBuilder transfer() {
        return Json.createObjectBuilder().add("spool_path", config.transfer().spoolPath().toString())
                .add("max_archive_bytes", config.transfer().maxArchiveBytes());
    }

    private JsonObjectBuilder events() {
        return Json.createObjectBuilder().add("retention", config.events().retention().map(EffectiveConfig::text).orElse("all"));
    }

    private JsonObjectBuilder sweep() {
        return Json.createObjectBuilder().add("grace", text(config.sweep().grace()))
                .add("every", config.sweep().every().map(EffectiveConfig::text).orElse("never"));
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds % 3600 == 0 ? seconds / 3600 + "h"
                : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String withoutLogin(String address) {
        return address.replaceFirst("//[^/@]*@", "//…@");
    }
}
