package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.docex.security.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong when a server starts: it starts, says what, refuses with the cure, and works once it is mended. */
class RecoveryIT {
    @TempDir
    Path folder;

    private OwnInstallation installation;

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
    }

    @Test
    void everything_wrong_at_the_start_is_named_and_mended_piece_by_piece() throws Exception {
        TestIssuer issuer = new TestIssuer(folder);
        Path config = installation.home().resolve("docex.yaml");
        Files.writeString(config, Files.readString(config).replaceFirst("(?m)^security:.*\\R", "security:\n  issuer: { url: 'https://issuer', "
                + "audience: docex, jwks_uri: '" + issuer.url("/jwks") + "', claims: { tenant: org, roles: scope } }\n"));
        installation.keepPasswordsInFiles();
        breakDatabase();
        Files.move(documents(), documents().resolveSibling("away"));
        try (issuer; TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex(),
                "-Djavax.net.ssl.trustStore=" + issuer.trustStore(), "-Djavax.net.ssl.trustStorePassword=" + TestIssuer.PASSWORD)) {
            assertThat(down("system-database")).contains(TestInstallation.onPostgres()
                    ? "jdbc/docexSystem: PostgreSQL refuses the login. Correct DOCEX_DATABASE_USER and DOCEX_DATABASE_PASSWORD"
                    : "jdbc/docexSystem: the file is missing, unreadable or no SQLite database");
            assertThat(check("schema-versions").getString("status")).isEqualTo("UNKNOWN");
            if (TestInstallation.onPostgres()) {
                assertThat(down("tenant-datasource")).contains("Correct DOCEX_TENANTS_USER and DOCEX_TENANTS_PASSWORD");
            }
            assertThat(down("storage")).contains("Storage 'documents': the folder is missing");
            assertThat(down("issuer")).contains(issuer.url("/jwks"));
            long lines = count(server.log(), "Storage 'documents': the folder is missing");
            assertThat(lines).isPositive();
            down("storage");
            assertThat(count(server.log(), "Storage 'documents': the folder is missing")).as("a fault is logged when it comes").isEqualTo(lines);
            Api operator = installation.as(Optional.empty(), "docex-admin");
            operator.get(TestServer.url("/admin/tenants")).expect(503, "registry-unavailable");
            api(TestIssuer.token(issuer.key(), "https://issuer").serialize()).get(TestServer.url("/baskets")).expect(503, "issuer-unavailable");

            mendDatabase();
            up("system-database");
            up("tenant-datasource");
            down("storage");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"early\",\"display_name\":\"x\"}").expect(503, "storage-unavailable");
            Files.move(documents().resolveSibling("away"), documents());
            up("storage");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"acme\",\"display_name\":\"x\"}").expect(201);

            alterSystem("UPDATE flyway_schema_history SET version = '99' WHERE version = '2'");
            assertThat(down("schema-versions")).contains("version 99, this server knows 2");
            alterSystem("UPDATE flyway_schema_history SET version = '2' WHERE version = '99'");
            up("schema-versions");

            issuer.start();
            up("issuer");
            api(TestIssuer.token(issuer.key(), "https://issuer").serialize()).get(TestServer.url("/baskets")).expect(200);
            assertThat(Api.anonymous().get(TestServer.url() + "/health/ready").expect(200).json().getString("status")).isEqualTo("UP");

            long ready = count(server.log(), "DocEX is ready");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"later\",\"display_name\":\"x\"}").expect(201);
            Api.anonymous().get(TestServer.url() + "/health/ready").expect(200);
            String log = server.log();
            assertThat(count(log, "DocEX is ready")).as("said when it becomes ready, and not again").isEqualTo(ready);
            assertThat(log).contains("Storage 'documents': the folder is missing", "DocEX is ready");
            assertThat(log).containsPattern("\\[request [0-9a-f-]{36} tenant - user root\\] REGISTRY_UNAVAILABLE");
        }
    }

    @Test
    void a_data_source_of_the_other_database_is_named() throws Exception {
        String other = TestInstallation.onPostgres() ? "sqlite" : "postgres";
        installation.serverDatabase(other);
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            assertThat(down("system-database")).contains("jdbc/docexSystem", "DOCEX_DATABASE");
            installation.as(Optional.of("acme"), "user").get(TestServer.url("/baskets")).expect(503);
        }
    }

    private void breakDatabase() throws Exception {
        if (TestInstallation.onPostgres()) {
            password("another");
        } else {
            Files.move(systemFile(), systemFile().resolveSibling("kept"));
            Files.writeString(systemFile(), "This is no database. ".repeat(200));
        }
    }

    private void mendDatabase() throws Exception {
        if (TestInstallation.onPostgres()) {
            password("");
        } else {
            Files.delete(systemFile());
            Files.move(systemFile().resolveSibling("kept"), systemFile());
        }
    }

    /** @param wrong empty gives both logins back what the server knows */
    private void password(String wrong) throws Exception {
        for (String login : new String[] {"DATABASE", "TENANTS"}) {
            String right = installation.environment().get("DOCEX_" + login + "_PASSWORD");
            TestInstallation.execute(TestInstallation.superuser(), "ALTER ROLE " + installation.environment().get("DOCEX_" + login + "_USER")
                    + " PASSWORD '" + (wrong.isEmpty() ? right : wrong) + "'");
        }
    }

    private Path documents() {
        return installation.home().resolve("storage/documents");
    }

    private Path systemFile() {
        return installation.home().resolve("storage/_docex_system_/docex.db");
    }

    private void alterSystem(String sql) throws Exception {
        try (Connection system = installation.system()) {
            system.createStatement().executeUpdate(sql);
        }
    }

    private static long count(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).count();
    }

    private static JsonObject check(String part) {
        return Api.anonymous().get(TestServer.url() + "/health/ready").json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals(part)).findFirst().orElseThrow();
    }

    private static String down(String part) {
        Api.anonymous().get(TestServer.url() + "/health/ready").expect(503);
        JsonObject check = check(part);
        assertThat(check.getString("status")).as(check.toString()).isEqualTo("DOWN");
        return check.getJsonArray("faults").toString();
    }

    /** Waits for the part to recover by itself; keys are asked for twice in 30 s at most. */
    private static void up(String part) {
        Await.until(Duration.ofSeconds(90), () -> check(part).getString("status").equals("UP"));
        assertThat(check(part).getString("status")).as(check(part).toString()).isEqualTo("UP");
    }

    private static Api api(String token) {
        return Api.withToken(token);
    }

}
