package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.it.OwnInstallation.Ran;
import org.docex.tenant.TenantId;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docex upgrade} of two hundred tenants from the version before to this one, as an operator does it. */
class UpgradeServerIT {
    private static final int TENANTS = 200;

    @TempDir
    Path folder;

    private OwnInstallation installation;

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
    }

    private void provision(int tenants) {
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        for (int i = 0; i < tenants; i++) {
            provisioner.create(new TenantId("up_" + i), "Old " + i, "test");
        }
    }

    @Test
    void tenants_are_refused_until_they_are_upgraded_and_a_kill_repeats_nothing() throws Exception {
        provision(TENANTS);
        String document;
        try (TestServer server = start()) {
            Api user = user(7);
            String basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
            document = user.post(TestServer.url("/baskets/" + basket + "/documents?name=kept"), "kept".getBytes(StandardCharsets.UTF_8))
                    .expect(201).json().getString("id");
        }
        for (int i = 0; i < TENANTS; i++) {
            installation.makeVersion1("up_" + i);
        }
        try (TestServer server = start()) {
            assertThat(user(7).get(TestServer.url("/documents/" + document)).expect(503, "schema-version-unknown").text())
                    .contains("docex upgrade");
            Api.anonymous().get(TestServer.url() + "/health/ready").expect(200);
            assertThat(installation.cli(Map.of(), "upgrade", "--dry-run", "--tenant", "up_7").exit())
                    .isEqualTo(TestInstallation.onPostgres() ? 0 : 1);
            if (TestInstallation.onPostgres()) {
                assertThat(installation.cli(Map.of(), "upgrade", "--tenant", "up_7").expect(0).err()).contains("1 upgraded");
                Await.until(Duration.ofSeconds(10), () -> user(7).get(TestServer.url("/documents/" + document)).status() == 200);
                user(7).get(TestServer.url("/documents/" + document)).expect(200);
                user(8).get(TestServer.url("/baskets")).expect(503, "schema-version-unknown");
            } else {
                assertThat(installation.cli(Map.of(), "upgrade").expect(1).err()).contains("Stop it");
            }
        }
        killHalfway();
        try (TestServer server = start()) {
            int refused = 0;
            for (int i = 0; i < TENANTS; i++) {
                int status = user(i).get(TestServer.url("/baskets")).status();
                assertThat(status).isIn(200, 503);
                refused += status == 503 ? 1 : 0;
            }
            assertThat(refused).as("half of them are upgraded").isBetween(1, TENANTS - 1);
        }
        assertThat(installation.cli(Map.of(), "upgrade", "--all", "--parallel", "4").expect(0).err()).contains(" 0 failed");
        assertThat(installation.cli(Map.of(), "upgrade").expect(0).err()).contains(TENANTS + " up to date, 0 upgraded");
        assertThat(TestInstallation.query(installation.system(), "SELECT p.tenant_id || s.step FROM plan_step s JOIN plan p "
                + "ON p.id = s.plan_id WHERE p.kind = 'upgrade' AND s.outcome = 'APPLIED'")).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2 * TENANTS);
        try (TestServer server = start()) {
            assertThat(user(7).get(TestServer.url("/documents/" + document + "/content")).expect(200).text()).isEqualTo("kept");
            user(TENANTS - 1).post(TestServer.url("/baskets"), "{\"name\":\"new\"}").expect(201);
        }
        if (!TestInstallation.onPostgres()) {
            assertThat(Files.exists(installation.home().resolve("storage/tenant_up_7/docex.db.before-3"))).isTrue();
        }
    }

    @Test
    void a_tenant_whose_tables_somebody_altered_is_left_as_it_is_and_said() throws Exception {
        provision(6);
        for (String tenant : List.of("up_1", "up_2", "up_3", "up_4")) {
            installation.makeVersion1(tenant);
        }
        alter("up_2", "ALTER TABLE docbasket ADD COLUMN mine varchar(10)");
        alter("up_3", "DROP INDEX document_checksum_ix");
        Ran ran = installation.cli(Map.of(), "upgrade", "--output", "ndjson").expect(3);
        assertThat(ran.err()).contains("2 upgraded").contains("2 failed").contains("up_2: ").contains("mine").contains("up_3: ")
                .contains("document_checksum_ix");
        assertThat(versions("up_1", "up_2", "up_3", "up_4")).containsExactly("3", "1", "1", "3");
        assertThat(TestInstallation.query(installation.inside("up_2"), "SELECT count(*) FROM flyway_schema_history")).containsExactly("1");
        assertThat(installation.home().resolve("storage/tenant_up_2/docex.db.before-3")).as("nobody needs it").doesNotExist();

        installation.makeVersion1("up_1");
        installation.makeVersion1("up_4");
        assertThat(installation.cli(Map.of(), "upgrade", "--parallel", "1", "--max-failures", "1").expect(3).err())
                .contains("1 failed").contains(" not tried");
        alter("up_2", "ALTER TABLE docbasket DROP COLUMN mine");
        alter("up_3", "CREATE INDEX document_checksum_ix ON document (checksum)");
        installation.cli(Map.of(), "upgrade").expect(0);
        assertThat(versions("up_1", "up_2", "up_3", "up_4")).containsOnly("3");
    }

    /** Kills the command when some tenants are done, and some are not. */
    private void killHalfway() throws Exception {
        Process upgrade = installation.begin("upgrade", "--parallel", "2");
        Await.until(Duration.ofSeconds(60), () -> done() >= 20 || !upgrade.isAlive());
        upgrade.destroyForcibly().waitFor();
        assertThat(done()).isGreaterThanOrEqualTo(20);
    }

    private long done() {
        try {
            return Long.parseLong(TestInstallation.query(installation.system(),
                    "SELECT count(*) FROM tenant_registry WHERE schema_version = '3' AND tenant_id LIKE 'up%'").get(0));
        } catch (SQLException busy) {
            return 0;
        }
    }

    private List<String> versions(String... tenants) throws SQLException {
        return TestInstallation.query(installation.system(), "SELECT schema_version FROM tenant_registry WHERE tenant_id IN ('"
                + String.join("', '", tenants) + "') ORDER BY tenant_id");
    }

    private void alter(String tenant, String sql) throws SQLException {
        try (Connection connection = installation.inside(tenant); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private TestServer start() throws Exception {
        return TestServer.start(folder.resolve("server"), installation, Deployments.docex());
    }

    private Api user(int tenant) {
        return installation.as(Optional.of("up_" + tenant), "user");
    }
}
