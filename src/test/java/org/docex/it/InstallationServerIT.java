package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server process and the command line beside it, from nothing to work: what an operator meets. */
class InstallationServerIT {
    @TempDir
    Path folder;

    private OwnInstallation installation;

    @BeforeEach
    void prepare() throws Exception {
        installation = OwnInstallation.in(folder);
    }

    @Test
    void a_server_without_an_installation_stays_up_says_the_cure_and_works_once_it_is_there() throws Exception {
        try (TestServer server = start()) {
            assertThat(health(503)).contains("docex init");
            assertThat(tree()).isEmpty();

            assertThat(installation.init().out()).contains("Made system tenant _docex_system_");
            assertThat(health(200)).contains("UP");
            assertThat(installation.init().out()).contains("Nothing to do");
            Api operator = installation.as(Optional.empty(), "docex-admin");
            assertThat(operator.get(TestServer.url("/admin/status")).expect(200).json().getBoolean("ok")).isTrue();

            cliStory();

            operator.get(TestServer.url("/admin/status")).expect(200);
            corrupt("ALTER TABLE plan_step RENAME TO plan_step_away");
            assertThat(health(503)).contains("'plan_step' is missing");
            corrupt("ALTER TABLE plan_step_away RENAME TO plan_step");
            corrupt("UPDATE flyway_schema_history SET version = '99' WHERE version = '2'");
            assertThat(health(503)).contains("version 99");
            operator.get(TestServer.url("/admin/tenants")).expect(503, "schema-version-unknown");
            corrupt("UPDATE flyway_schema_history SET version = '2' WHERE version = '99'");
            corrupt("UPDATE tenant_registry SET tenant_id = 'away' WHERE is_system");
            assertThat(health(503)).contains("'_docex_system_' is missing");
            corrupt("UPDATE tenant_registry SET tenant_id = '_docex_system_' WHERE is_system");
            assertThat(health(200)).contains("UP");
        }
    }

    private void cliStory() throws Exception {
        Map<String, String> root = Map.of("DOCEX_URL", TestServer.url(), "DOCEX_TOKEN",
                installation.cli(Map.of(), "token", "issue", "--user", "root", "--role", "docex-admin").expect(0).out());
        assertThat(installation.cli(root, "tenant", "create", "--tenant-id", "acme", "--display-name", "Acme Corp").expect(0).out())
                .containsPattern("tenant_id +acme").containsPattern("status +ACTIVE");
        assertThat(installation.cli(root, "tenant", "create", "--tenant-id", "acme", "--display-name", "x").expect(1).err())
                .contains("already exists");
        assertThat(installation.cli(root, "tenant", "create", "--tenant-id", "b", "--display-name", "x", "--created-by", "eve").expect(1)
                .err()).contains("created_by");
        assertThat(installation.cli(root, "tenant", "list").expect(0).out()).contains("[SYSTEM]").contains("Acme Corp");
        assertThat(installation.cli(root, "tenant", "show", "--tenant-id", "acme").expect(0).out()).contains("Acme Corp");
        assertThat(installation.cli(root, "tenant", "repair", "--tenant-id", "acme").expect(0).out()).contains("ACTIVE");
        assertThat(installation.cli(root, "tenant", "show", "--tenant-id", "nobody").expect(1).err()).contains("no such tenant");
        assertThat(installation.cli(root, "tenant").exit()).isEqualTo(2);
        assertThat(installation.cli(Map.of("DOCEX_URL", "http://127.0.0.1:1/docex", "DOCEX_TOKEN", "x"), "tenant", "list").expect(4)
                .err()).contains("cannot be reached");
        assertThat(installation.cli(Map.of("DOCEX_URL", TestServer.url()), "tenant", "list").expect(1).err()).contains("DOCEX_TOKEN");
    }

    @Test
    void a_full_or_missing_storage_refuses_new_content_and_keeps_serving_the_rest() throws Exception {
        installation.init();
        Files.writeString(installation.home().resolve("docex.yaml"), Files.readString(installation.home().resolve("docex.yaml"))
                + "  # floor\nlimits: { min_free_bytes: 1000000000000000 }\n");
        try (TestServer server = start()) {
            Api operator = installation.as(Optional.empty(), "docex-admin");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"acme\",\"display_name\":\"x\"}").expect(201);
            Api user = installation.as(Optional.of("acme"), "user");
            String basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
            user.post(TestServer.url("/baskets/" + basket + "/documents?name=a"), new byte[10]).expect(507, "storage-full");

            Files.move(installation.home().resolve("storage/documents"), installation.home().resolve("storage/away"));
            user.post(TestServer.url("/baskets/" + basket + "/documents?name=a"), new byte[10]).expect(503, "storage-unavailable");
            assertThat(operator.get(TestServer.url("/admin/status")).expect(200).text()).contains("Storage 'documents'");
            Files.move(installation.home().resolve("storage/away"), installation.home().resolve("storage/documents"));
            user.get(TestServer.url("/baskets/" + basket)).expect(200);
            assertThat(operator.get(TestServer.url("/admin/status")).expect(200).json().getBoolean("ok")).isTrue();
        }
    }

    @Test
    void the_database_gone_in_the_middle_is_a_503_and_well_again_by_itself() throws Exception {
        installation.init();
        if (TestInstallation.onPostgres()) {
            replaceInConfig("type: postgres", "type: postgres\n  postgres: { role_per_tenant: false, tenants_login: "
                    + installation.environment().get("DOCEX_TENANTS_USER") + " }");
        }
        try (TestServer server = start()) {
            Api operator = installation.as(Optional.empty(), "docex-admin");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"acme\",\"display_name\":\"x\"}").expect(201);
            Api user = installation.as(Optional.of("acme"), "user");
            user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201);
            lose();
            Await.until(Duration.ofSeconds(10), () -> user.get(TestServer.url("/baskets")).status() != 200);
            assertThat(user.get(TestServer.url("/baskets")).expect(503).problem()).isIn("database-unavailable", "registry-unavailable",
                    "not-bootstrapped");
            assertThat(health(503)).contains("DOWN");
            comeBack();
            assertThat(health(200)).contains("UP");
            assertThat(user.get(TestServer.url("/baskets")).expect(200).json().getJsonArray("items")).hasSize(1);
        }
    }

    private void lose() throws Exception {
        if (TestInstallation.onPostgres()) {
            String database = installation.environment().get("DOCEX_DATABASE_URL").replaceFirst(".*/", "");
            TestInstallation.execute(TestInstallation.superuser(), "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            TestInstallation.execute(TestInstallation.superuser(),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
        } else {
            Files.move(installation.home().resolve("storage/_docex_system_"), installation.home().resolve("storage/lost"));
        }
    }

    private void comeBack() throws Exception {
        if (TestInstallation.onPostgres()) {
            String database = installation.environment().get("DOCEX_DATABASE_URL").replaceFirst(".*/", "");
            TestInstallation.execute(TestInstallation.superuser(), "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        } else {
            Files.move(installation.home().resolve("storage/lost"), installation.home().resolve("storage/_docex_system_"));
        }
    }

    private TestServer start() throws Exception {
        return TestServer.start(folder.resolve("server"), installation, Deployments.docex());
    }


    private static String health(int status) {
        return Api.anonymous().get(TestServer.url() + "/health/ready").expect(status).text();
    }

    private void corrupt(String sql) throws Exception {
        try (Connection system = installation.system()) {
            system.createStatement().executeUpdate(sql);
        }
    }

    private void replaceInConfig(String from, String to) throws IOException {
        Path file = installation.home().resolve("docex.yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> all = Files.list(installation.home())) {
            return all.toList();
        }
    }
}
