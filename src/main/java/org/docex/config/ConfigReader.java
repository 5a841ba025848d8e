package org.docex.config;

import org.docex.config.DocexConfig.BootstrapTenant;
import org.docex.config.DocexConfig.Claims;
import org.docex.config.DocexConfig.Credentials;
import org.docex.config.DocexConfig.Database;
import org.docex.config.DocexConfig.Events;
import org.docex.config.DocexConfig.Issuer;
import org.docex.config.DocexConfig.Limits;
import org.docex.config.DocexConfig.MultiTenancy;
import org.docex.config.DocexConfig.Postgres;
import org.docex.config.DocexConfig.S3;
import org.docex.config.DocexConfig.Security;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.config.DocexConfig.Storage;
import org.docex.config.DocexConfig.Sweep;
import org.docex.config.DocexConfig.Transfer;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code docex.yaml}. */
public final class ConfigReader {
    private static final String SPOOL = "storage/.spool";
    private static final long GIB = 1L << 30;
    private static final List<String> V2_SECTIONS = List.of("app", "logging", "transport_config", "processors");
    private static final List<String> SAFE_ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private ConfigReader() {}

    /** The configuration of this process, as {@link ConfigLocation#toRead} finds it. */
    public static DocexConfig readOfThisProcess() {
        return read(ConfigLocation.ofThisProcess().toRead());
    }

    /** @throws DocexException {@code NOT_CONFIGURED} naming key, line and cure */
    public static DocexConfig read(Path file) {
        return read(file, System::getenv);
    }

    /** As {@link #read(Path)}, with the environment given. */
    public static DocexConfig read(Path file, UnaryOperator<String> environment) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return parse(absolute, Files.readString(absolute),
                    name -> name.startsWith("file:") ? referenced(absolute, name.substring(5)) : environment.apply(name));
        } catch (InvalidPathException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "docex.yaml names a path that is none: " + e.getReason() + ". Correct it.", e);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The configuration " + absolute + " cannot be read. Run 'docex init', or correct its permissions.", e);
        }
    }

    /** The content of a file without its last line break; null when it cannot be read. */
    private static @Nullable String referenced(Path config, String file) {
        try {
            return Files.readString(config.resolveSibling(file)).stripTrailing();
        } catch (IOException e) {
            return null;
        }
    }

    private static DocexConfig parse(Path file, String text, UnaryOperator<String> environment) {
        YamlSection root = YamlSection.read("docex.yaml", text, 0, environment);
        refuseVersion2(root);
        if (!root.text("config_version").orElse("").equals("1")) {
            throw root.refuse("config_version", "write 'config_version: 1' at the top.");
        }
        Path home = file.getParent();
        YamlSection tenancy = root.section("multi_tenancy")
                .orElseThrow(() -> root.refuse("multi_tenancy", "write 'enabled: true' or 'enabled: false' below it."));
        boolean enabled = tenancy.flag("enabled").orElseThrow(() -> tenancy.refuse("enabled", "write true or false."));
        Database database = database(root.section("database")
                .orElseThrow(() -> root.refuse("database", "write 'type: sqlite' or 'type: postgres' below it.")));
        MultiTenancy multiTenancy = tenancy(tenancy, enabled, database, home);
        Map<String, Storage> storages = storages(root.section("storage")
                .orElseThrow(() -> root.refuse("storage", "describe the storage 'documents' below it.")), enabled, home);
        DocexConfig config = new DocexConfig(file, multiTenancy, database, storages,
                root.section("security").map(ConfigReader::security).orElse(new Security(false, Optional.empty())),
                limits(root.section("limits")), transfer(root.section("transfer"), home), events(root.section("events")), sweep(root.section("sweep")));
        root.done();
        refuseOverlap(root, config);
        refuseShared(root, config);
        return config;
    }

    private static void refuseVersion2(YamlSection root) {
        boolean version2 = V2_SECTIONS.stream().anyMatch(root::has) && root.has("database");
        if (version2) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED, "docex.yaml line 1: this is a configuration of DocEX 2.x, which "
                    + "is not read at run time. Run 'docex migrate-v2-to-v3 --from <this file> --to <new home>'.");
        }
    }

    private static Database database(YamlSection section) {
        String type = section.oneOf("type", List.of("sqlite", "postgres"));
        section.text("database");
        Optional<YamlSection> sqlite = section.section("sqlite");
        Optional<YamlSection> postgres = section.section("postgres");
        Sqlite onSqlite = sqlite(sqlite);
        Postgres onPostgres = postgres(postgres);
        section.done();
        return type.equals("sqlite") ? onSqlite : onPostgres;
    }

    private static Sqlite sqlite(Optional<YamlSection> given) {
        if (given.isEmpty()) {
            return new Sqlite("storage/tenant_{tenant_id}/docex.db", 500, Duration.ofSeconds(10), Duration.ofSeconds(60));
        }
        YamlSection section = given.get();
        String template = section.text("path_template").orElse("storage/tenant_{tenant_id}/docex.db");
        if (!template.contains("{tenant_id}")) {
            throw section.refuse("path_template", "it must contain {tenant_id}, or all tenants would share one file.");
        }
        if (Path.of(template).isAbsolute() || Path.of(template).normalize().startsWith("..") || template.contains("..")) {
            throw section.refuse("path_template", "it is relative to the file's folder and has no '..'.");
        }
        Sqlite sqlite = new Sqlite(template, (int) section.number("max_open_files", 500, 1, 100_000),
                Duration.ofSeconds(section.number("writer_wait_seconds", 10, 1, 600)),
                Duration.ofSeconds(section.number("transaction_seconds", 60, 1, 3600)));
        section.done();
        return sqlite;
    }

    private static Postgres postgres(Optional<YamlSection> given) {
        if (given.isEmpty()) {
            return new Postgres("tenant_{tenant_id}", true, "docex_tenants");
        }
        YamlSection section = given.get();
        String template = section.text("schema_template").orElse("tenant_{tenant_id}");
        String longest = template.replace("{tenant_id}", "x".repeat(30));
        if (!template.contains("{tenant_id}") || !longest.matches("[a-z_][a-z0-9_]{0,62}") || longest.startsWith("pg_")) {
            throw section.refuse("schema_template",
                    "it must contain {tenant_id} and render to at most 63 characters of a-z, 0-9 and _, not starting with pg_.");
        }
        String login = section.text("tenants_login").orElse("docex_tenants");
        if (!login.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw section.refuse("tenants_login", "write the name of the login behind jdbc/docexTenants.");
        }
        Postgres postgres = new Postgres(template, section.flag("role_per_tenant").orElse(true), login);
        section.done();
        return postgres;
    }

    private static MultiTenancy tenancy(YamlSection section, boolean enabled, Database database, Path home) {
        String natural = database instanceof Sqlite ? "database" : "schema";
        if (section.has("isolation_strategy")
                && !section.oneOf("isolation_strategy", List.of("schema", "database")).equals(natural)) {
            throw section.refuse("isolation_strategy",
                    "on " + database.type() + " it is '" + natural + "'; write that or leave the key out.");
        }
        BootstrapTenant bootstrap = section.section("bootstrap_tenant").map(given -> bootstrap(given, home))
                .orElse(new BootstrapTenant("_docex_system_", "DocEX System", "docex_system",
                        home.resolve("storage/_docex_system_/docex.db")));
        Duration grace = Duration.ofDays(section.number("deletion_grace_days", 30, 0, 3650));
        section.done();
        return new MultiTenancy(enabled, natural, bootstrap, grace);
    }

    private static BootstrapTenant bootstrap(YamlSection section, Path home) {
        BootstrapTenant bootstrap = new BootstrapTenant(
                section.text("id").orElse("_docex_system_"),
                section.text("display_name").orElse("DocEX System"),
                section.text("schema").orElse("docex_system"),
                home.resolve(section.text("database_path").orElse("storage/_docex_system_/docex.db")).normalize());
        if (!bootstrap.id().matches("[a-z_][a-z0-9_]{0,29}")) {
            throw section.refuse("id", "write 1 to 30 characters of a-z, 0-9 and _.");
        }
        if (!bootstrap.schema().matches("[a-z_][a-z0-9_]{0,62}") || bootstrap.schema().startsWith("pg_")) {
            throw section.refuse("schema", "write at most 63 characters of a-z, 0-9 and _, not starting with pg_.");
        }
        if (bootstrap.displayName().isBlank() || bootstrap.displayName().length() > 255) {
            throw section.refuse("display_name", "write 1 to 255 characters.");
        }
        section.done();
        return bootstrap;
    }

    private static Map<String, Storage> storages(YamlSection section, boolean tenancy, Path home) {
        Map<String, Storage> storages = new LinkedHashMap<>();
        for (String name : section.keys()) {
            if (!name.matches("[a-z][a-z0-9_]{0,29}")) {
                throw section.refuse(name, "a storage's name has 1 to 30 characters of a-z, 0-9 and _.");
            }
            YamlSection one = section.section(name).orElseThrow();
            storages.put(name, storage(name, one, tenancy, home));
            one.done();
        }
        if (!storages.containsKey(DocexConfig.DEFAULT_STORAGE)) {
            throw section.refuse(DocexConfig.DEFAULT_STORAGE, "describe this storage; documents go there by default.");
        }
        return Map.copyOf(storages);
    }

    private static Storage storage(String name, YamlSection section, boolean tenancy, Path home) {
        String type = section.oneOf("type", List.of("filesystem", "s3"));
        if (!section.flag("tenant_scoped").orElse(true) && tenancy) {
            throw section.refuse("tenant_scoped", "with tenancy on every storage is tenant_scoped; write true.");
        }
        Optional<Path> path = section.text("path").map(text -> home.resolve(text).normalize());
        S3 s3 = s3(section, type.equals("s3"));
        if (type.equals("filesystem") && path.isEmpty()) {
            throw section.refuse("path", "write the folder of this storage.");
        }
        return new Storage(name, type, path, Optional.of(s3).filter(used -> type.equals("s3")), segment(section, "path_namespace"), segment(section, "prefix"));
    }

    private static S3 s3(YamlSection section, boolean used) {
        Optional<String> endpoint = section.text("endpoint");
        if (used && endpoint.isPresent() && !endpoint.get().matches("https?://[^/?#]+/?")) {
            throw section.refuse("endpoint", "write the address of the server, for example https://s3.example.com.");
        }
        boolean pathStyle = section.flag("path_style").orElse(false);
        String checksums = section.has("checksums") ? section.oneOf("checksums", List.of("when_supported", "when_required")) : "when_supported";
        return new S3(section.text("bucket"), section.text("region"), endpoint, pathStyle, checksums, credentials(section, used));
    }

    private static Optional<Credentials> credentials(YamlSection section, boolean used) {
        Optional<String> accessKey = section.text("access_key");
        Optional<String> secretKey = section.text("secret_key");
        Optional<String> sessionToken = section.text("session_token");
        if (used && accessKey.isPresent() != secretKey.isPresent()) {
            throw section.refuse("secret_key", "write access_key and secret_key, as ${NAME} or ${file:…}, or neither of them.");
        }
        return accessKey.filter(key -> secretKey.isPresent()).map(key -> new Credentials(key, secretKey.orElseThrow(), sessionToken));
    }

    private static Optional<String> segment(YamlSection section, String key) {
        Optional<String> value = section.text(key);
        if (value.isPresent() && !value.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw section.refuse(key, "write at most 63 letters, digits, '.', '_' and '-'.");
        }
        return value;
    }

    private static Security security(YamlSection section) {
        boolean localKey = false;
        Optional<YamlSection> local = section.section("local_key");
        if (local.isPresent()) {
            localKey = local.get().flag("enabled").orElse(false);
            local.get().done();
        }
        Optional<Issuer> issuer = section.section("issuer").map(ConfigReader::issuer);
        section.done();
        return new Security(localKey, issuer);
    }

    private static Issuer issuer(YamlSection section) {
        String jwks = required(section, "jwks_uri");
        if (!isHttps(jwks)) {
            throw section.refuse("jwks_uri", "write an https address; keys are fetched over https only.");
        }
        List<String> algorithms = section.texts("algorithms").orElse(List.of("RS256"));
        if (algorithms.isEmpty() || !SAFE_ALGORITHMS.containsAll(algorithms)) {
            throw section.refuse("algorithms", "write one or more of " + SAFE_ALGORITHMS + ".");
        }
        Claims claims = section.section("claims").map(ConfigReader::claims)
                .orElse(new Claims("sub", "email", "tenant_id", "roles"));
        Issuer issuer = new Issuer(required(section, "url"), required(section, "audience"), jwks, algorithms, claims);
        section.done();
        return issuer;
    }

    private static boolean isHttps(String text) {
        try {
            URI uri = new URI(text);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Claims claims(YamlSection section) {
        Claims claims = new Claims(section.text("user").orElse("sub"), section.text("email").orElse("email"),
                section.text("tenant").orElse("tenant_id"), section.text("roles").orElse("roles"));
        section.done();
        return claims;
    }

    private static String required(YamlSection section, String key) {
        return section.text(key).filter(text -> !text.isBlank())
                .orElseThrow(() -> section.refuse(key, "it is needed."));
    }

    private static Limits limits(Optional<YamlSection> given) {
        if (given.isEmpty()) {
            return new Limits(100 * GIB, GIB / 4);
        }
        YamlSection section = given.get();
        Limits limits = new Limits(section.number("max_upload_bytes", 100 * GIB, 1, Long.MAX_VALUE / 2),
                section.number("min_free_bytes", GIB / 4, 0, Long.MAX_VALUE / 2));
        section.done();
        return limits;
    }

    private static Events events(Optional<YamlSection> given) {
        if (given.isEmpty()) {
            return new Events(Optional.empty());
        }
        Events events = new Events(duration(given.get(), "retention", "all", "all"));
        given.get().done();
        return events;
    }

    private static Sweep sweep(Optional<YamlSection> given) {
        if (given.isEmpty()) {
            return new Sweep(Duration.ofHours(1), Optional.of(Duration.ofHours(6)));
        }
        Sweep sweep = new Sweep(duration(given.get(), "grace", "1h", "").orElseThrow(), duration(given.get(), "every", "6h", "never"));
        given.get().done();
        return sweep;
    }

    /** @param none the word that means there is none; nothing when it must be given */
    private static Optional<Duration> duration(YamlSection section, String key, String preset, String none) {
        String text = section.text(key).orElse(preset);
        if (!none.isEmpty() && text.equals(none)) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            throw section.refuse(key, "write a number and s, m, h or d, for example 30d" + (none.isEmpty() ? "." : ", or " + none + "."));
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return Optional.of(switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        });
    }

    private static Transfer transfer(Optional<YamlSection> given, Path home) {
        if (given.isEmpty()) {
            return new Transfer(home.resolve(SPOOL), 1024 * GIB);
        }
        YamlSection section = given.get();
        Transfer transfer = new Transfer(home.resolve(section.text("spool_path").orElse(SPOOL)).normalize(),
                section.number("max_archive_bytes", 1024 * GIB, 1, Long.MAX_VALUE / 2));
        section.done();
        return transfer;
    }

    /** What lies in one storage would be without a row in the other, and swept there. */
    private static void refuseShared(YamlSection root, DocexConfig config) {
        List<Storage> storages = config.storages().values().stream().sorted(Comparator.comparing(Storage::name)).toList();
        for (int i = 0; i < storages.size(); i++) {
            for (Storage other : storages.subList(i + 1, storages.size())) {
                if (isShared(storages.get(i), other)) {
                    throw root.refuse("storage." + other.name(), "it lies in the same folder or bucket as the storage '" + storages.get(i).name()
                            + "'; give each a place of its own.");
                }
            }
        }
    }

    private static boolean isShared(Storage one, Storage other) {
        boolean bucket = one.s3().flatMap(S3::bucket).isPresent() && one.s3().flatMap(S3::bucket).equals(other.s3().flatMap(S3::bucket))
                && one.s3().flatMap(S3::endpoint).equals(other.s3().flatMap(S3::endpoint));
        boolean folder = one.type().equals("filesystem") && other.type().equals("filesystem")
                && (one.path().orElseThrow().startsWith(other.path().orElseThrow()) || other.path().orElseThrow().startsWith(one.path().orElseThrow()));
        return bucket || folder;
    }

    /** Databases and documents must not lie in each other: a storage's sweeper would meet a database file. */
    private static void refuseOverlap(YamlSection root, DocexConfig config) {
        if (!(config.database() instanceof Sqlite sqlite)) {
            return;
        }
        Path example = config.home().resolve(sqlite.pathTemplate().replace("{tenant_id}", "x")).normalize();
        for (Storage storage : config.storages().values()) {
            if (storage.path().isPresent() && (example.startsWith(storage.path().get())
                    || config.multiTenancy().bootstrapTenant().databasePath().startsWith(storage.path().get()))) {
                throw root.refuse("storage." + storage.name() + ".path",
                        "the database files would lie inside it; give documents a folder of their own.");
            }
        }
        if (example.equals(config.multiTenancy().bootstrapTenant().databasePath())) {
            throw root.refuse("database.sqlite.path_template", "it renders to the system tenant's file.");
        }
    }
}
