package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.config.ConfigReader;
import org.docex.security.LocalKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server process killed in the middle of provisioning: nothing half-made is usable, and repair converges. */
class ServerKillIT {
    private static final List<String> STEPS = TestInstallation.onPostgres()
            ? List.of("claim", "role", "schema", "tables", "verify", "storage", "activate")
            : List.of("claim", "file", "verify", "storage", "activate");
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    private Path home;
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void install() throws Exception {
        home = folder.resolve("home");
        Files.createDirectories(home);
        if (TestInstallation.onPostgres()) {
            String name = "kill_" + Long.toHexString(System.nanoTime());
            String id = "%08x".formatted(new Random().nextInt());
            TestInstallation.execute(TestInstallation.superuser(), "CREATE DATABASE " + name);
            String url = "jdbc:postgresql://127.0.0.1:" + System.getProperty("it.postgres.port") + "/" + name;
            try (Connection superuser = DriverManager.getConnection(url, "postgres", "")) {
                superuser.createStatement().execute("SET docex.installation = '" + id
                        + "'; SET docex.system_password = 'system'; SET docex.tenants_password = 'tenants';"
                        + Files.readString(Path.of("server-config/postgresql/roles.sql")));
            }
            environment = Map.of("DOCEX_DATABASE", "postgres", "DOCEX_DATABASE_URL", url,
                    "DOCEX_DATABASE_USER", "docex_" + id + "_system", "DOCEX_DATABASE_PASSWORD", "system",
                    "DOCEX_TENANTS_USER", "docex_" + id + "_tenants", "DOCEX_TENANTS_PASSWORD", "tenants");
        }
        cli("init", "--local-key", "--db-type", System.getProperty("docex.database"));
    }

    @Test
    void five_seeded_kills_in_the_middle_of_a_plan() throws Exception {
        List<String> points = points();
        Collections.shuffle(points, new Random(SEED));
        killAt(points.subList(0, 5));
    }

    @Test
    @Tag("crash")
    void a_kill_before_and_after_every_step_of_a_plan() throws Exception {
        killAt(points());
    }

    private void killAt(List<String> points) throws Exception {
        WebArchive war = Deployments.docex(PlanCutter.class);
        for (int i = 0; i < points.size(); i++) {
            String tenant = "kill_" + i;
            try (TestServer server = TestServer.start(folder.resolve("server"), home, war, environment,
                    "-D" + PlanCutter.PROPERTY + "=kill " + points.get(i))) {
                assertThat(tryToCreate(tenant)).as(points.get(i)).isFalse();
                server.awaitEnd();
            }
            try (TestServer server = TestServer.start(folder.resolve("server"), home, war, environment)) {
                Api operator = Api.withToken(token(Optional.empty(), "docex-admin"));
                Api user = Api.withToken(token(Optional.of(tenant), "user"));
                String url = TestServer.url() + "/api/v1";
                boolean claimed = operator.get(url + "/admin/tenants/" + tenant).status() == 200;
                boolean active = user.get(url + "/baskets").status() == 200;
                assertThat(active).as("usable only after the last step").isEqualTo(points.get(i).equals("activate:after"));
                assertThat(operator.get(url + "/admin/status").expect(200).json().getBoolean("ok"))
                        .as("an unfinished plan is reported").isEqualTo(!claimed || active);
                if (claimed && !active) {
                    operator.send("POST", url + "/admin/tenants", BodyPublishers.ofString(body(tenant)),
                            "Content-Type", "application/json").expect(409, "tenant-exists");
                    operator.send("POST", url + "/admin/tenants/" + tenant + "/repair",
                            BodyPublishers.noBody()).expect(200);
                } else if (!claimed) {
                    operator.send("POST", url + "/admin/tenants", BodyPublishers.ofString(body(tenant)),
                            "Content-Type", "application/json").expect(201);
                }
                user.send("POST", url + "/baskets", BodyPublishers.ofString("{\"name\":\"b\"}"),
                        "Content-Type", "application/json").expect(201);
                assertThat(operator.get(url + "/admin/status").json().getBoolean("ok")).isTrue();
                assertThat(operator.get(url + "/admin/tenants/" + tenant).json().getString("status")).isEqualTo("ACTIVE");
            }
        }
    }

    private boolean tryToCreate(String tenant) throws Exception {
        Api operator = Api.withToken(token(Optional.empty(), "docex-admin"));
        try {
            return operator.send("POST", TestServer.url() + "/api/v1/admin/tenants",
                    BodyPublishers.ofString(body(tenant)), "Content-Type", "application/json").status() == 201;
        } catch (IllegalStateException noAnswer) {
            return false;
        }
    }

    private static List<String> points() {
        List<String> points = new ArrayList<>();
        STEPS.forEach(step -> points.addAll(List.of(step + ":before", step + ":after")));
        return points;
    }

    private String token(Optional<String> tenant, String role) {
        return LocalKey.read(ConfigReader.read(home.resolve("docex.yaml"))).orElseThrow()
                .issue("root", Set.of(role), tenant, Duration.ofHours(1));
    }

    private static String body(String tenant) {
        return "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"Killed\"}";
    }

    private void cli(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                System.getProperty("it.cli")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        builder.environment().put("DOCEX_HOME", home.toString());
        assertThat(builder.start().waitFor()).isZero();
    }
}
