package org.docex.migration.source;

import org.docex.config.YamlSection;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a configuration file of DocEX 2.x says, with the defaults of 2.x where it is silent. Keys that 2.x read and that have no
 * meaning any more are known and ignored; any other is refused, because a misspelled one would mean guessing.
 *
 * @param file the configuration
 * @param base where the relative paths of 2.x start
 * @param tenants {@code database_level}, or the tenancy of 2.7 and later
 * @param documents the installation's {@code storage.filesystem.path}
 * @param s3 where {@code storage.type} is {@code s3}
 * @param environment what 2.x took of S3 from its environment
 */
public record OldConfig(
        Path file, Path base, boolean tenants, Database database, Path documents, Optional<OldS3> s3, AwsEnvironment environment) {
    private static final int ALIASES = 50;

    /** Which database, and how a tenant's boundary was named in it. */
    public sealed interface Database {}

    /**
     * SQLite.
     *
     * @param single where the one database may lie, the likeliest first
     * @param system where the system database of 2.7 and later would lie
     */
    public record DatabaseFiles(List<Path> single, String pathTemplate, Path system) implements Database {}

    /** PostgreSQL. */
    public record DatabaseServer(
            String host, int port, String database, String user, String password, String sslMode, String schemaTemplate,
            String systemSchema) implements Database {
        /** Without the password. */
        @Override
        public String toString() {
            return "PostgreSQL " + host + ":" + port + "/" + database;
        }
    }

    /**
     * Reads a file.
     *
     * @param environment as 2.x had it
     * @throws DocexException {@code NOT_CONFIGURED} naming key, line and cure
     */
    public static OldConfig read(Path file, Path base, AwsEnvironment environment) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw refused(absolute + " is a folder. Name its configuration, for example " + absolute.resolve(".docex/config.yaml") + ".");
        }
        try {
            String name = String.valueOf(absolute.getFileName());
            return of(absolute, base.toAbsolutePath().normalize(),
                    YamlSection.read(name, Files.readString(absolute), ALIASES, variable -> "${" + variable + "}"), environment);
        } catch (CharacterCodingException e) {
            throw refused("The configuration " + absolute + " is no text in UTF-8. Name the config.yaml of DocEX 2.x.");
        } catch (IOException e) {
            throw refused("The configuration " + absolute + " cannot be read. Correct --from, or its permissions.");
        } catch (InvalidPathException e) {
            throw refused("The configuration " + absolute + " names a path that is none: " + e.getReason() + ". Correct it in a copy.");
        }
    }

    private static OldConfig of(Path file, Path base, YamlSection root, AwsEnvironment environment) {
        Optional<YamlSection> storage = root.givenSection("storage");
        if (storage.filter(section -> section.has("documents")).isPresent()) {
            throw refused(file + " is a configuration of DocEX 3.0; there is nothing to migrate. Use it as it is.");
        }
        if (storage.isEmpty() && !root.has("database")) {
            throw refused(file + " is no configuration of DocEX 2.x: it has neither 'database' nor 'storage'. Name its config.yaml.");
        }
        root.ignore("config_version", "app", "logging", "transport_config", "processors");
        Optional<Storage> contents = storage.map(section -> storage(section, environment));
        Path documents = base.resolve(contents.map(Storage::folder).orElse("storage/docex")).normalize();
        Optional<YamlSection> tenancy = root.givenSection("multi_tenancy");
        Optional<YamlSection> bootstrap = tenancy.flatMap(section -> section.givenSection("bootstrap_tenant"));
        Database database = database(base, root.givenSection("database"), bootstrap);
        boolean tenants = root.givenSection("security").map(OldConfig::isDatabaseLevel).orElse(false);
        if (tenancy.isPresent()) {
            tenants |= tenancy.get().given("enabled").filter(OldConfig::isTrue).isPresent();
            tenancy.get().ignore("isolation_strategy");
            tenancy.get().done();
        }
        root.done();
        return new OldConfig(file, base, tenants, database, documents, contents.flatMap(Storage::s3), environment);
    }

    /** As YAML 1.1 has it, which 2.x read. */
    private static boolean isTrue(String text) {
        return List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isDatabaseLevel(YamlSection security) {
        String model = security.given("multi_tenancy_model").orElse("row_level");
        if (!model.equals("database_level") && !model.equals("row_level")) {
            throw security.refuse("multi_tenancy_model", "2.x knew row_level and database_level; write in a copy which it is.");
        }
        security.ignore("tenant_database_routing", "enforce_user_context", "context_match_fields");
        security.done();
        return model.equals("database_level");
    }

    /** @param folder of documents, also where they lie on S3 */
    private record Storage(String folder, Optional<OldS3> s3) {}

    private static Storage storage(YamlSection storage, AwsEnvironment environment) {
        String type = storage.given("type").or(() -> storage.given("default_type")).orElse("filesystem");
        storage.ignore("default_type");
        if (!type.equals("s3") && !type.equals("filesystem")) {
            throw storage.refuse("type", "2.x knew filesystem and s3.");
        }
        Map<String, String> s3 = new HashMap<>();
        storage.givenSection("s3").ifPresent(section -> {
            s3.putAll(s3(section));
            section.ignore("config_prefix", "basket_path", "endpoint_url");
            section.done();
        });
        s3.putAll(s3(storage));
        Optional<YamlSection> filesystem = storage.givenSection("filesystem");
        Optional<String> nested = filesystem.flatMap(section -> section.given("path").or(() -> section.given("base_path")));
        filesystem.ifPresent(section -> {
            section.ignore("base_path");
            section.done();
        });
        Optional<String> flat = storage.given("path");
        Optional<OldS3> bucket = OldS3.of(key -> Optional.ofNullable(s3.get(key)), Optional.empty(), environment).filter(used -> type.equals("s3"));
        if (type.equals("s3") && bucket.isEmpty()) {
            throw storage.refuse("s3.bucket", "name the bucket of 2.x, in a copy.");
        }
        storage.done();
        return new Storage(flat.or(() -> nested).orElse("storage/docex"), bucket);
    }

    /** What a block says of S3; those that only tune clients are known too. */
    private static Map<String, String> s3(YamlSection section) {
        Map<String, String> said = new HashMap<>();
        OldS3.KEYS.forEach(key -> section.given(key).ifPresent(value -> said.put(key, value)));
        section.ignore("document_path_template", "max_retries", "retry_delay", "connect_timeout", "read_timeout");
        return said;
    }

    private static Database database(Path base, Optional<YamlSection> given, Optional<YamlSection> bootstrap) {
        String systemSchema = bootstrap.flatMap(section -> section.given("schema")).orElse("docex_system");
        String systemPath = bootstrap.flatMap(section -> section.given("database_path")).orElse("storage/_docex_system_/docex.db");
        bootstrap.ifPresent(section -> {
            section.ignore("id", "display_name");
            section.done();
        });
        if (given.isEmpty()) {
            return sqlite(base, Optional.empty(), Optional.empty(), systemPath);
        }
        YamlSection section = given.get();
        String type = section.given("type").orElse("sqlite");
        section.ignore("echo", "max_overflow", "pool_recycle", "pool_size", "pool_timeout");
        Optional<String> path = section.given("path");
        Optional<YamlSection> sqlite = section.givenSection("sqlite");
        Optional<YamlSection> postgres = section.givenSection("postgres");
        Optional<YamlSection> postgresql = section.givenSection("postgresql");
        Database onSqlite = sqlite(base, path, sqlite, systemPath);
        Optional<Database> alternative = postgresql.map(block -> postgres(block, systemSchema));
        Database onPostgres = postgres.map(block -> postgres(block, systemSchema)).or(() -> alternative)
                .orElseGet(() -> new DatabaseServer("localhost", 5432, "docex", "postgres", "postgres", "prefer", "tenant_{tenant_id}", systemSchema));
        section.done();
        return switch (type) {
            case "sqlite" -> onSqlite;
            case "postgres", "postgresql" -> onPostgres;
            default -> throw section.refuse("type", "2.x knew sqlite, postgres and postgresql.");
        };
    }

    /** 2.x wrote {@code database.sqlite.path} and read {@code database.path}: without that its file was {@code docex.db}. */
    private static Database sqlite(Path base, Optional<String> path, Optional<YamlSection> given, String systemPath) {
        Optional<String> written = given.flatMap(section -> section.given("path"));
        String template = given.flatMap(section -> section.given("path_template")).orElse("storage/tenant_{tenant_id}/docex.db");
        given.ifPresent(section -> {
            section.ignore("timeout", "check_same_thread");
            section.done();
        });
        return new DatabaseFiles(Stream.of(path, Optional.of("docex.db"), written).flatMap(Optional::stream)
                .map(text -> base.resolve(text).normalize()).distinct().toList(), template, base.resolve(systemPath).normalize());
    }

    private static Database postgres(YamlSection section, String systemSchema) {
        DatabaseServer server = new DatabaseServer(section.given("host").orElse("localhost"),
                (int) section.number("port", 5432, 1, 65_535), section.given("database").orElse("docex"),
                section.given("user").orElse("postgres"), section.given("password").orElse("postgres"),
                section.given("sslmode").orElse("prefer"), section.given("schema_template").orElse("tenant_{tenant_id}"),
                section.given("system_schema").orElse(systemSchema));
        section.ignore("schema", "pool_size", "max_overflow", "pool_timeout", "pool_recycle");
        section.done();
        return server;
    }

    private static DocexException refused(String message) {
        return new DocexException(ErrorCode.NOT_CONFIGURED, message);
    }
}
