package org.docex.it;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.security.LocalKey;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.SystemDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An installation of a test's own: a home folder, on PostgreSQL a database with its roles, and the command line as a process. */
final class OwnInstallation {
    private final Path home;
    private final Map<String, String> environment;
    private final Map<String, String> secrets = new HashMap<>();

    private OwnInstallation(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = new HashMap<>(environment);
    }

    /** Everything but {@code docex init}. */
    static OwnInstallation in(Path folder) throws IOException, SQLException {
        Path home = Files.createDirectories(folder.resolve("home"));
        return TestInstallation.onPostgres()
                ? onPostgres(home, Integer.getInteger("it.postgres.port"))
                : new OwnInstallation(home, Map.of("DOCEX_DATABASE", "sqlite"));
    }

    /** As {@link #in(Path)}, with a database of the PostgreSQL at this port. */
    static OwnInstallation in(Path folder, int port) throws IOException, SQLException {
        return onPostgres(Files.createDirectories(folder.resolve("home")), port);
    }

    private static OwnInstallation onPostgres(Path home, int port) throws IOException, SQLException {
        String database = "own_" + Long.toHexString(System.nanoTime());
        String id = "%08x".formatted(new Random().nextInt());
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        TestInstallation.execute(DriverManager.getConnection(server + "postgres", "postgres", ""), "CREATE DATABASE " + database);
        String url = server + database;
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "")) {
            superuser.createStatement().execute("SET docex.installation = '" + id
                    + "'; SET docex.system_password = 'system'; SET docex.tenants_password = 'tenants';"
                    + Files.readString(Path.of("server-config/postgresql/roles.sql")));
        }
        return new OwnInstallation(home, Map.of("DOCEX_DATABASE", "postgres", "DOCEX_DATABASE_URL", url,
                "DOCEX_DATABASE_USER", "docex_" + id + "_system", "DOCEX_DATABASE_PASSWORD", "system",
                "DOCEX_TENANTS_USER", "docex_" + id + "_tenants", "DOCEX_TENANTS_PASSWORD", "tenants"));
    }

    /** One that was made before, by this or another process. */
    static OwnInstallation at(Path home, Map<String, String> environment) {
        return new OwnInstallation(home, environment);
    }

    Path home() {
        return home;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Starts the server with the data sources of this type, whatever docex.yaml says. */
    void serverDatabase(String type) {
        environment.put("DOCEX_DATABASE", type);
    }

    /** Keeps the server's passwords out of its environment and gives them to it in files. */
    void keepPasswordsInFiles() {
        environment.forEach((name, value) -> {
            if (name.endsWith("_PASSWORD")) {
                secrets.put(name, value);
            }
        });
    }

    /** What the server reads from files, by the name it would have in the environment. */
    Map<String, String> secrets() {
        return secrets;
    }

    /** A connection past all walls to the system boundary. */
    Connection system() throws SQLException {
        if (!TestInstallation.onPostgres()) {
            return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("storage/_docex_system_/docex.db") + "?busy_timeout=10000");
        }
        Connection connection = DriverManager.getConnection(environment.get("DOCEX_DATABASE_URL"), "postgres", "");
        connection.setSchema("docex_system");
        return connection;
    }

    /** The installation as the command line reaches it, in this process; on SQLite beside no server. */
    TenantProvisioner provisioner(PlanListener listener) {
        DocexConfig config = ConfigReader.read(home.resolve("docex.yaml"));
        return new TenantProvisioner(config, database(config), listener);
    }

    private SystemDatabase database(DocexConfig config) {
        if (TestInstallation.onPostgres()) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(environment.get("DOCEX_DATABASE_URL"));
            source.setUser(environment.get("DOCEX_DATABASE_USER"));
            source.setPassword(environment.get("DOCEX_DATABASE_PASSWORD"));
            return new SystemDatabase(source, true, "docex_system");
        }
        SQLiteConfig settings = new SQLiteConfig();
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + config.multiTenancy().bootstrapTenant().databasePath());
        return new SystemDatabase(source, false, "");
    }

    /** A connection past all walls to one tenant's tables. */
    Connection inside(String tenant) throws SQLException {
        if (!TestInstallation.onPostgres()) {
            return DriverManager.getConnection("jdbc:sqlite:" + tenantFile(tenant) + "?busy_timeout=10000&open_mode=2");
        }
        Connection connection = DriverManager.getConnection(environment.get("DOCEX_DATABASE_URL"), "postgres", "");
        connection.setSchema("tenant_" + tenant);
        return connection;
    }

    Path tenantFile(String tenant) {
        return home.resolve("storage/tenant_" + tenant + "/docex.db");
    }

    /** Makes of a tenant's tables what version 1 of them was; that they are exactly so, the upgrade itself looks. */
    void makeVersion1(String tenant) throws SQLException {
        try (Connection connection = inside(tenant); Statement statement = connection.createStatement()) {
            for (String index : List.of("document_created_ix", "document_name_ix", "document_status_ix", "document_type_ix", "document_metadata_any_ix",
                    "doc_events_time_ix", "audit_user_ix")) {
                statement.executeUpdate("DROP INDEX " + index);
            }
            statement.executeUpdate("DELETE FROM flyway_schema_history WHERE version > '1'");
        }
        TestInstallation.execute(system(), "UPDATE tenant_registry SET schema_version = '1' WHERE tenant_id = '" + tenant + "'");
    }

    /** What the command line answered. */
    record Ran(int exit, String out, String err) {
        Ran expect(int expected) {
            if (exit != expected) {
                throw new AssertionError("expected exit " + expected + ", got " + exit + ": " + out + err);
            }
            return this;
        }
    }

    Ran cli(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        return cliIn(Path.of(""), more, List.of(arguments));
    }

    /** The jar as the launcher starts it. */
    private static List<String> commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("it.cli")));
        command.addAll(arguments);
        return command;
    }

    /** A command that a test may kill. */
    Process begin(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(List.of(arguments))).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("DOCEX_HOME", home.toString());
        return builder.start();
    }

    /** The command line, run in a folder with nothing to read from standard input. */
    Ran cliIn(Path folder, Map<String, String> more, List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("docex", "out");
        Path err = Files.createTempFile("docex", "err");
        ProcessBuilder builder = new ProcessBuilder(commandLine(arguments)).directory(folder.toAbsolutePath().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        builder.environment().put("DOCEX_HOME", home.toString());
        int exit = builder.start().waitFor();
        Ran ran = new Ran(exit, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ran;
    }

    Ran init(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("init", "--local-key", "--db-type", System.getProperty("docex.database")));
        arguments.addAll(List.of(more));
        return cli(Map.of(), arguments.toArray(String[]::new)).expect(0);
    }

    Api as(Optional<String> tenant, String role) {
        return Api.withToken(token(tenant, role));
    }

    String token(Optional<String> tenant, String role) {
        return LocalKey.read(ConfigReader.read(home.resolve("docex.yaml"))).orElseThrow()
                .issue("root", Set.of(role), tenant, Duration.ofHours(1));
    }
}
