package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.docex.it.Api.Answer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those see who watch a server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OperatingIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void health_names_every_part() {
        assertThat(Api.anonymous().get("/health/live").expect(200).json().getString("status")).isEqualTo("UP");
        JsonObject ready = Api.anonymous().get("/health/ready").expect(200).json();
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(ready.getJsonArray("checks").getValuesAs(JsonObject.class))
                .allMatch(check -> check.getString("status").equals("UP") && check.getJsonArray("faults").isEmpty())
                .extracting(check -> check.getString("name"))
                .containsExactly("bootstrap", "system-database", "schema-versions", "tenant-datasource", "storage");
    }

    @Test
    void metrics_count_requests_by_route_and_never_name_a_tenant() {
        String basket = Api.basketIn("watched");
        Api user = Api.as("watched");
        String before = metrics();
        user.get("/baskets/" + basket).expect(200);
        user.get("/baskets/bas_nothing").expect(404);
        user.get("/baskets/bas_nowhere").expect(404);
        Api.anonymous().get("/baskets").expect(401);
        Api.anonymous().get("/nowhere").expect(404);
        String after = metrics();

        String route = "docex_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/baskets/{id}\",status=";
        assertThat(value(after, route + "\"200\"}") - value(before, route + "\"200\"}")).isEqualTo(1);
        assertThat(value(after, route + "\"404\"}") - value(before, route + "\"404\"}")).isEqualTo(2);
        String elsewhere = "docex_http_request_duration_seconds_count{method=\"GET\",route=\"unmatched\",status=";
        assertThat(value(after, elsewhere + "\"401\"}") - value(before, elsewhere + "\"401\"}")).isEqualTo(1);
        assertThat(value(after, elsewhere + "\"404\"}") - value(before, elsewhere + "\"404\"}")).isEqualTo(1);
        assertThat(after).doesNotContain("watched").doesNotContain(basket);
    }

    @Test
    void metrics_count_bytes_connections_provisioning_and_the_cache_of_the_register() {
        String before = metrics();
        String basket = Api.basketIn("counted");
        Api user = Api.as("counted");
        byte[] content = new byte[100_000];
        String document = user.post("/baskets/" + basket + "/documents?name=a", content).expect(201).json().getString("id");
        assertThat(user.get("/documents/" + document + "/content").expect(200).bytes()).isEqualTo(content);
        user.get("/documents/" + document + "/content", "Range", "bytes=0-9").expect(206);
        String after = metrics();

        assertThat(grown(before, after, "docex_content_bytes_total{direction=\"written\"}")).isEqualTo(100_000);
        assertThat(grown(before, after, "docex_content_bytes_total{direction=\"read\"}")).isBetween(100_010.0, 200_000.0);
        assertThat(grown(before, after, "docex_provisioning_duration_seconds_count{outcome=\"done\",plan=\"create\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "docex_registry_cache_requests_total{result=\"hit\"}")).isGreaterThan(3);
        assertThat(grown(before, after, "docex_registry_cache_requests_total{result=\"miss\"}")).isGreaterThan(0);
        assertThat(grown(before, after, "docex_connection_wait_seconds_count{pool=\"system\"}")).isGreaterThan(0);
        assertThat(grown(before, after, "docex_connection_wait_seconds_count{pool=\"tenants\"}")).isGreaterThan(3);
        assertThat(value(after, "docex_connections_in_use{pool=\"system\"}")).isZero();
        assertThat(value(after, "docex_connections_in_use{pool=\"tenants\"}")).isZero();
        assertThat(value(after, "docex_open_tenant_files") > 0).isEqualTo(!TestInstallation.onPostgres());
    }

    @Test
    void the_status_says_how_pools_and_files_are_used() {
        JsonObject status = Api.admin().get("/admin/status").expect(200).json();
        assertThat(status.getBoolean("ok")).isTrue();
        assertThat(status.getInt("open_files")).isNotNegative();
        assertThat(status.getJsonObject("pool").getJsonObject("tenants").getInt("in_use")).isZero();
        assertThat(status.getJsonObject("pool").getJsonObject("system").getInt("acquired")).isPositive();
    }

    @Test
    void metrics_are_text_whatever_the_caller_prefers() {
        Answer answer = Api.anonymous().get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");
        assertThat(answer.expect(200).header("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
    }

    /** WildFly as configured here has no MicroProfile, and DocEX does without. */
    @Test
    void a_server_with_microprofile_asks_docex_and_describes_it() {
        String root = TestInstallation.url().replace("/docex", "");
        boolean microProfile = !System.getProperty("arquillian.launch").equals("wildfly");
        Answer health = Api.anonymous().get(root + "/health/ready");
        Answer description = Api.anonymous().get(root + "/openapi");
        assertThat(health.status()).isEqualTo(microProfile ? 200 : 404);
        assertThat(health.text().contains("\"name\":\"docex\"")).isEqualTo(microProfile);
        assertThat(description.text().contains("/api/v1/documents/{id}/content")).as(description.text()).isEqualTo(microProfile);
    }

    private static String metrics() {
        return Api.anonymous().get("/metrics").expect(200).text();
    }

    private static double grown(String before, String after, String series) {
        return value(after, series) - value(before, series);
    }

    private static double value(String metrics, String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (.+)$", Pattern.MULTILINE).matcher(metrics);
        return Optional.of(line).filter(Matcher::find).map(found -> Double.parseDouble(found.group(1))).orElse(0.0);
    }
}
