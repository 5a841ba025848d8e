package org.docex.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An installation as DocEX 2.x leaves it: {@code <base>/.docex/config.yaml}, databases, folders of blobs. What is made is the
 * same in every run, ids and timestamps included. Every method has a connection of its own; only one thread may make things.
 */
public final class OldInstallation {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final Path base;
    private final OldConfig config;
    private final boolean onPostgres;
    private SplittableRandom random = new SplittableRandom(1);
    private LocalDateTime now = LocalDateTime.of(2025, 3, 1, 8, 0, 0, 123_000);

    private OldInstallation(Path base, OldConfig config) {
        this.base = base;
        this.config = config;
        this.onPostgres = config.text("database.type").filter(type -> type.startsWith("postgres")).isPresent();
    }

    /** {@code database_level} on SQLite: a file for each tenant. */
    public static OldInstallation sqlite(Path base) throws IOException {
        return new OldInstallation(base, OldConfig.ofSample("v288_sqlite")).write();
    }

    /** {@code row_level}, that is one tenant, in {@code <base>/docex.db}. */
    public static OldInstallation sqliteSingle(Path base) throws IOException {
        return single(sqlite(base));
    }

    /** {@code database_level} on PostgreSQL: a schema {@code tenant_<id>} for each tenant. */
    public static OldInstallation postgres(Path base, String host, int port, String database, String user, String password)
            throws IOException {
        return new OldInstallation(base, OldConfig.ofSample("v288_postgres")).server(host, port, database, user, password);
    }

    /** {@code row_level}, that is one tenant, in the schema {@code public}. */
    public static OldInstallation postgresSingle(Path base, String host, int port, String database, String user, String password)
            throws IOException {
        return single(postgres(base, host, port, database, user, password));
    }

    /** One that is there, a loaded sample for instance; what is added has other ids than what the factories above make. */
    public static OldInstallation at(Path base) throws IOException {
        return new OldInstallation(base, OldConfig.read(base.resolve(".docex/config.yaml"))).seed(2);
    }

    private static OldInstallation single(OldInstallation installation) throws IOException {
        return installation.setting("security.multi_tenancy_model", "row_level")
                .setting("security.tenant_database_routing", false);
    }

    /** Where on PostgreSQL the database is, in both blocks that 2.x reads. */
    public OldInstallation server(String host, int port, String database, String user, String password) throws IOException {
        for (String block : List.of("database.postgres.", "database.postgresql.")) {
            config.set(block + "host", host);
            config.set(block + "port", port);
            config.set(block + "database", database);
            config.set(block + "user", user);
            config.set(block + "password", password);
        }
        return write();
    }

    /** Ids of what is made from now on; installations with the same seed have the same ids. */
    public OldInstallation seed(long seed) {
        random = new SplittableRandom(seed);
        return this;
    }

    public Path base() {
        return base;
    }

    public Path config() {
        return base.resolve(".docex/config.yaml");
    }

    /**
     * Alters the configuration and writes it. Tenants made later follow the templates and {@code storage.filesystem.path}.
     *
     * @param value null, a Boolean, a Number, a String or a List of these
     */
    public OldInstallation setting(String dottedKey, Object value) throws IOException {
        config.set(dottedKey, value);
        return write();
    }

    public OldInstallation withoutSetting(String dottedKey) throws IOException {
        config.remove(dottedKey);
        return write();
    }

    private OldInstallation write() throws IOException {
        config.write(config());
        return this;
    }

    /** Makes a tenant with the tables and indexes of 2.8.8. */
    public Boundary tenant(String id) throws IOException, SQLException {
        return make(existing(id));
    }

    /** Makes a tenant with the tables of 2.6.2: no {@code coordination_id}, no index. */
    public Boundary tenant26(String id) throws IOException, SQLException {
        return make(new Boundary(this, Optional.of(id), true));
    }

    /** Makes the tables of an installation without tenants: those of 2.8.8, which has indexes for tenants only. */
    public Boundary single() throws IOException, SQLException {
        return make(existingSingle());
    }

    /** A tenant whose tables are there, laid out as 2.8.8 does. */
    public Boundary existing(String id) {
        return new Boundary(this, Optional.of(id), false);
    }

    public Boundary existingSingle() {
        return new Boundary(this, Optional.empty(), false);
    }

    /** Tenants {@code bench_1}, {@code bench_2} … with documents, half of them text, each with five metadata and an operation. */
    public static List<Boundary> generate(OldInstallation installation, int tenants, int documentsEach, int bytes, long seed)
            throws IOException, SQLException {
        installation.seed(seed);
        List<Boundary> made = new ArrayList<>();
        for (int i = 1; i <= tenants; i++) {
            Boundary tenant = installation.tenant("bench_" + i);
            Generator.fill(tenant, documentsEach, bytes, new SplittableRandom(seed + i));
            made.add(tenant);
        }
        return made;
    }

    private Boundary make(Boundary boundary) throws IOException, SQLException {
        if (!onPostgres) {
            Files.createFile(Files.createDirectories(boundary.file().getParent()).resolve(boundary.file().getFileName()));
        }
        boolean indexes = boundary.tenant().isPresent() && !boundary.version26();
        try (Connection connection = connection(boundary); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (onPostgres) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + boundary.quotedSchema());
            }
            for (String sql : resource(onPostgres ? "postgres-2.8.sql" : "sqlite-2.8.sql").split("(?<=;)\n")) {
                if (indexes || !sql.startsWith("CREATE INDEX")) {
                    statement.execute((boundary.version26() ? sql.replaceFirst("(?m)^\\s+coordination_id.*\n", "") : sql)
                            .replace("{schema}", boundary.quotedSchema()).replaceFirst(";$", ""));
                }
            }
            connection.commit();
        }
        return boundary;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OldInstallation.class.getResourceAsStream("/v2/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** On SQLite to a file that is there, without foreign keys; on PostgreSQL texts become what their column wants. */
    Connection connection(Boundary boundary) throws SQLException {
        if (!onPostgres) {
            return DriverManager.getConnection(
                    "jdbc:sqlite:" + boundary.file() + "?open_mode=2&foreign_keys=false&synchronous=OFF");
        }
        Connection connection = DriverManager.getConnection("jdbc:postgresql://" + postgres("host") + ":" + postgres("port")
                + "/" + postgres("database") + "?stringtype=unspecified&reWriteBatchedInserts=true",
                postgres("user"), postgres("password"));
        connection.setSchema(boundary.schema());
        return connection;
    }

    private String postgres(String key) {
        return configured("database.postgres." + key, "");
    }

    String configured(String dottedKey, String otherwise) {
        return config.text(dottedKey).orElse(otherwise);
    }

    boolean onPostgres() {
        return onPostgres;
    }

    /** 32 hexadecimal digits, as a random UUID has them. */
    String hex() {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 1L << 63;
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    String uuid() {
        return hex().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /** A moment later than the one before, as SQLAlchemy writes it. */
    String now() {
        now = now.plusNanos(731_003_000);
        return TIMESTAMP.format(now);
    }
}
