package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server process killed in the middle of a plan: nothing half-made is usable, and each plan converges after the next start. */
class ServerKillIT {
    private static final long SEED = 20261121;
    private static final String PURGE = "{\"confirm\":\"%s\",\"without_archive\":true,\"force\":true}";

    @TempDir
    Path folder;

    private final WebArchive war = Deployments.docex(PlanCutter.class);
    private OwnInstallation installation;
    private Api operator;
    private byte[] archive = {};

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
        operator = installation.as(Optional.empty(), "docex-admin");
    }

    @Test
    void a_seeded_kill_in_the_middle_of_each_plan() throws Exception {
        kill(points -> {
            List<String> shuffled = new ArrayList<>(points);
            Collections.shuffle(shuffled, new Random(SEED));
            return shuffled.subList(0, 1);
        });
    }

    @Test
    @Tag("crash")
    void a_kill_before_and_after_every_step_of_each_plan() throws Exception {
        kill(UnaryOperator.identity());
    }

    /** Each server is killed by the call of its last test and looked at by the next one. */
    private void kill(UnaryOperator<List<String>> choice) throws Exception {
        List<Kill> kills = new ArrayList<>();
        try (TestServer server = start("")) {
            model();
            for (String plan : List.of("create", "suspend", "delete", "purge", "import")) {
                List<String> points = choice.apply(points(plan));
                for (int i = 0; i < points.size(); i++) {
                    kills.add(new Kill(plan, points.get(i), plan + "_" + i));
                }
            }
            for (Kill kill : kills) {
                kill.prepare();
            }
        }
        for (int i = 0; i <= kills.size(); i++) {
            String next = i < kills.size() ? kills.get(i).property() : "";
            try (TestServer server = start(next)) {
                if (i > 0) {
                    kills.get(i - 1).converge();
                }
                if (i < kills.size()) {
                    kills.get(i).provoke();
                    server.awaitEnd();
                }
            }
        }
    }

    private TestServer start(String property) throws Exception {
        return TestServer.start(folder.resolve("server"), installation, war, "-D" + PlanCutter.PROPERTY + "=" + property);
    }

    private void model() {
        fill("model");
        post("model", "suspend").expect(200);
        operator.delete(url("model") + "?confirm=model").expect(200);
        archive = operator.get(url("model") + "/archive").expect(200).bytes();
        operator.post(url("model") + "/purge", PURGE.formatted("model")).expect(200);
        operator.post(url("imported") + "/archive", archive).expect(201);
    }

    /** The plan's steps as the journal has them. */
    private List<String> points(String plan) {
        JsonObject entry = operator.get(url(plan.equals("import") ? "imported" : "model") + "/journal").json().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().filter(item -> item.getString("kind").equals(plan)).findFirst().orElseThrow();
        List<String> points = new ArrayList<>();
        entry.getJsonArray("steps").getValuesAs(JsonObject.class).forEach(step -> points.addAll(List.of(
                step.getString("step") + ":before", step.getString("step") + ":after")));
        return points;
    }

    private void fill(String tenant) {
        create(tenant).expect(201);
        Api user = installation.as(Optional.of(tenant), "user");
        String basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
        user.post(TestServer.url("/baskets/" + basket + "/documents?name=a"), "hello".getBytes(StandardCharsets.UTF_8)).expect(201);
    }

    private Api.Answer create(String tenant) {
        return operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"x\"}");
    }

    private static String url(String tenant) {
        return TestServer.url("/admin/tenants/" + tenant);
    }

    private Api.Answer post(String tenant, String verb) {
        return operator.send("POST", url(tenant) + "/" + verb, BodyPublishers.noBody());
    }

    /** One kill of one plan of one tenant. */
    private final class Kill {
        private final String plan;
        private final String point;
        private final String tenant;

        Kill(String plan, String point, String tenant) {
            this.plan = plan;
            this.point = point;
            this.tenant = tenant;
        }

        String property() {
            return "kill " + plan + "/" + point + " " + tenant;
        }

        void prepare() {
            if (!List.of("create", "import").contains(plan)) {
                fill(tenant);
            }
            if (plan.equals("purge")) {
                operator.delete(url(tenant) + "?confirm=" + tenant).expect(200);
            }
        }

        Api.Answer call() {
            return switch (plan) {
                case "create" -> create(tenant);
                case "suspend" -> post(tenant, "suspend");
                case "delete" -> operator.delete(url(tenant) + "?confirm=" + tenant);
                case "purge" -> operator.post(url(tenant) + "/purge", PURGE.formatted(tenant));
                default -> operator.post(url(tenant) + "/archive", archive);
            };
        }

        void provoke() {
            try {
                call().expect(0);
            } catch (IllegalStateException noAnswer) {
                // what the kill makes of it
            }
        }

        void converge() throws Exception {
            boolean finished = point.matches("(change|receipt|activate):after");
            if (plan.equals("import")) {
                convergeImport(finished);
                return;
            }
            if (plan.equals("create")) {
                convergeCreate(finished);
                return;
            }
            String target = plan.equals("suspend") ? "SUSPENDED" : plan.equals("delete") ? "DELETED" : "PURGED";
            assertThat(status().equals(target)).as(property()).isEqualTo(finished);
            if (!finished) {
                call().expect(200);
            }
            assertThat(status()).as(property()).isEqualTo(target);
            if (plan.equals("purge")) {
                assertThat(Files.exists(installation.home().resolve("storage/documents/" + tenant))).as(property()).isFalse();
            }
            assertFine();
        }

        private void convergeCreate(boolean finished) {
            boolean claimed = operator.get(url(tenant)).status() == 200;
            Api user = installation.as(Optional.of(tenant), "user");
            assertThat(user.get(TestServer.url("/baskets")).status() == 200).as("%s: usable only after the last step", property()).isEqualTo(finished);
            assertThat(operator.get(TestServer.url("/admin/status")).json().getBoolean("ok")).as("%s: what was cut off is reported", property())
                    .isEqualTo(!claimed || finished);
            if (claimed && !finished) {
                call().expect(409, "tenant-exists");
                post(tenant, "repair").expect(200);
            } else if (!claimed) {
                call().expect(201);
            }
            user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201);
            assertThat(status()).as(property()).isEqualTo("ACTIVE");
            assertFine();
        }

        private void convergeImport(boolean finished) throws Exception {
            int known = operator.get(url(tenant)).status();
            if (known == 200 && !finished) {
                assertThat(status()).as(property()).isEqualTo("PROVISIONING");
                assertThat(installation.as(Optional.of(tenant), "user").get(TestServer.url("/baskets")).status()).isEqualTo(403);
                post(tenant, "repair").expect(204);
            }
            if (!finished) {
                operator.get(url(tenant)).expect(404);
                call().expect(201);
            }
            assertThat(TestArchive.of(operator.get(url(tenant) + "/archive").expect(200).bytes()).without("docex-archive.json").text())
                    .as(property()).isEqualTo(TestArchive.of(archive).without("docex-archive.json").text());
            assertFine();
        }

        private String status() {
            return operator.get(url(tenant)).expect(200).json().getString("status");
        }

        private void assertFine() {
            assertThat(operator.get(TestServer.url("/admin/status")).json().getBoolean("ok")).as(property()).isTrue();
        }
    }
}
