package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

    private OwnInstallation installation;

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
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
            try (TestServer server = TestServer.start(folder.resolve("server"), installation, war,
                    "-D" + PlanCutter.PROPERTY + "=kill " + points.get(i))) {
                assertThat(tryToCreate(tenant)).as(points.get(i)).isFalse();
                server.awaitEnd();
            }
            try (TestServer server = TestServer.start(folder.resolve("server"), installation, war)) {
                Api operator = installation.as(Optional.empty(), "docex-admin");
                Api user = installation.as(Optional.of(tenant), "user");
                String url = TestServer.url() + "/api/v1";
                boolean claimed = operator.get(url + "/admin/tenants/" + tenant).status() == 200;
                boolean active = user.get(url + "/baskets").status() == 200;
                assertThat(active).as("usable only after the last step").isEqualTo(points.get(i).equals("activate:after"));
                assertThat(operator.get(url + "/admin/status").expect(200).json().getBoolean("ok"))
                        .as("an unfinished plan is reported").isEqualTo(!claimed || active);
                if (claimed && !active) {
                    operator.post(url + "/admin/tenants", body(tenant)).expect(409, "tenant-exists");
                    operator.send("POST", url + "/admin/tenants/" + tenant + "/repair",
                            BodyPublishers.noBody()).expect(200);
                } else if (!claimed) {
                    operator.post(url + "/admin/tenants", body(tenant)).expect(201);
                }
                user.post(url + "/baskets", "{\"name\":\"b\"}").expect(201);
                assertThat(operator.get(url + "/admin/status").json().getBoolean("ok")).isTrue();
                assertThat(operator.get(url + "/admin/tenants/" + tenant).json().getString("status")).isEqualTo("ACTIVE");
            }
        }
    }

    private boolean tryToCreate(String tenant) throws Exception {
        Api operator = installation.as(Optional.empty(), "docex-admin");
        try {
            return operator.post(TestServer.url("/admin/tenants"), body(tenant)).status() == 201;
        } catch (IllegalStateException noAnswer) {
            return false;
        }
    }

    private static List<String> points() {
        List<String> points = new ArrayList<>();
        STEPS.forEach(step -> points.addAll(List.of(step + ":before", step + ":after")));
        return points;
    }

    private static String body(String tenant) {
        return "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"Killed\"}";
    }
}
