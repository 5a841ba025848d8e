package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents as they are found across baskets. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DocumentSearchIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void finds_by_each_condition_and_by_all_at_once() throws Exception {
        String invoices = Api.basketIn("find_each");
        Api user = Api.as("find_each");
        String orders = user.post("/baskets", "{\"name\":\"orders\"}").expect(201).json().getString("id");
        JsonObject invoice = add(user, invoices, "a.txt", "x", "&document_type=invoice&meta.year=2026");
        add(user, invoices, "b.txt", "y", "&document_type=invoice");
        add(user, orders, "a.txt", "x", "");
        TestInstallation.execute(TestInstallation.inside("find_each"), "UPDATE document SET status = 'SENT' WHERE name = 'b.txt'");

        assertThat(found(user, "")).containsExactly("a.txt", "b.txt", "a.txt");
        assertThat(found(user, "basket_id=" + invoices)).containsExactly("b.txt", "a.txt");
        assertThat(found(user, "name=a.txt")).hasSize(2);
        assertThat(found(user, "status=SENT")).containsExactly("b.txt");
        assertThat(found(user, "document_type=invoice")).containsExactly("b.txt", "a.txt");
        assertThat(found(user, "checksum=" + invoice.getString("checksum"))).hasSize(2);
        assertThat(found(user, metadata("{\"year\":\"2026\"}"))).containsExactly("a.txt");
        String all = "basket_id=" + invoices + "&name=a.txt&status=RECEIVED&document_type=invoice&checksum="
                + invoice.getString("checksum") + "&" + metadata("{\"year\":\"2026\",\"original_filename\":\"a.txt\"}");
        assertThat(Api.as("find_each", "reader").get("/documents?" + all).expect(200).json().getJsonArray("items"))
                .containsExactly(invoice);
        assertThat(found(user, all + "&limit=1&order_by=name")).hasSize(1);
        assertThat(found(user, all.replace("status=RECEIVED", "status=FAILED"))).isEmpty();
        assertThat(found(user, "name=A.TXT")).isEmpty();
        assertThat(found(user, "basket_id=bas_unknown")).isEmpty();
    }

    @Test
    void metadata_is_found_by_exactly_its_json_value() {
        String basket = Api.basketIn("find_meta");
        Api user = Api.as("find_meta");
        List<String> values = List.of("1", "\"1\"", "1.0", "true", "\"true\"", "null", "\"null\"", "[1,2]", "{\"a\":1,\"b\":2}", "\"\"",
                "\"\u00fc \\\" \\\\ \uD83D\uDE00\"", "\"?\"");
        for (int i = 0; i < values.size(); i++) {
            String id = add(user, basket, "n" + i, "x" + i, "").getString("id");
            change(user, id, "{\"k\":" + values.get(i) + ",\"other\":" + values.get(i) + "}", "\"1\"");
        }
        for (int i = 0; i < values.size(); i++) {
            assertThat(found(user, metadata("{ \"k\" : " + values.get(i) + " }"))).as(values.get(i)).containsExactly("n" + i);
            assertThat(found(user, metadata("{\"k\":" + values.get(i) + ",\"other\":" + values.get(i) + "}"))).containsExactly("n" + i);
            assertThat(found(user, metadata("{\"k\":" + values.get(i) + ",\"other\":2}"))).isEmpty();
            assertThat(found(user, metadata("{\"K\":" + values.get(i) + "}"))).isEmpty();
        }
        assertThat(found(user, metadata("{\"k\":[2,1]}"))).isEmpty();
    }

    @Test
    void finds_what_metadata_is_now_and_nothing_that_is_gone() {
        String basket = Api.basketIn("find_now");
        Api user = Api.as("find_now");
        String id = add(user, basket, "a.txt", "x", "&meta.state=new").getString("id");
        change(user, id, "{\"state\":\"paid\"}", "\"1\"");
        assertThat(found(user, metadata("{\"state\":\"new\"}"))).isEmpty();
        assertThat(found(user, metadata("{\"state\":\"paid\"}"))).containsExactly("a.txt");
        user.delete("/documents/" + id).expect(204);
        assertThat(found(user, metadata("{\"state\":\"paid\"}"))).isEmpty();
        assertThat(count(user, "")).isZero();
    }

    @Test
    void pages_neither_miss_nor_repeat_and_a_cursor_serves_its_own_conditions_only() {
        String basket = Api.basketIn("find_page");
        Api user = Api.as("find_page");
        String second = user.post("/baskets", "{\"name\":\"second\"}").expect(201).json().getString("id");
        for (int i = 0; i < 7; i++) {
            add(user, i % 2 == 0 ? basket : second, "n" + i / 2, "x" + i, "&meta.k=v&document_type=t");
            add(user, basket, "other", "y" + i, "");
        }
        String conditions = "document_type=t&" + metadata("{\"k\":\"v\"}");
        for (String order : List.of("order=asc", "order=desc", "order_by=name&order=asc", "order_by=name&order=desc")) {
            List<String> seen = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                JsonObject page = user.get("/documents?limit=2&" + conditions + "&" + order
                        + cursor.map(next -> "&cursor=" + Api.encode(next)).orElse("")).expect(200).json();
                page.getJsonArray("items").getValuesAs(JsonObject.class).forEach(item -> {
                    seen.add(item.getString("name"));
                    ids.add(item.getString("id"));
                });
                cursor = page.isNull("next") ? Optional.empty() : Optional.of(page.getString("next"));
            } while (cursor.isPresent());
            assertThat(ids).hasSize(7).doesNotHaveDuplicates();
            assertThat(seen).isSortedAccordingTo((a, b) -> order.endsWith("asc") ? a.compareTo(b) : b.compareTo(a));
        }
        Api.basketIn("find_page2");
        String cursor = "&limit=1&cursor=" + next(user, "/documents?limit=1&" + conditions);
        user.get("/documents?" + conditions + cursor).expect(200);
        Api.as("find_page2").get("/documents?" + conditions + cursor).expect(400, "request-invalid");
        for (String other : List.of("", "document_type=t", conditions + "&name=n1", conditions + "&order=asc", metadata("{\"k\":\"v\"}"),
                "document_type=t&" + metadata("{\"k\":\"w\"}"))) {
            user.get("/documents?" + other + cursor).expect(400, "request-invalid");
        }
        user.get("/documents?cursor=" + next(user, "/baskets/" + basket + "/documents?limit=1")).expect(400, "request-invalid");
    }

    @Test
    void counts_what_it_finds() {
        String basket = Api.basketIn("find_count");
        Api user = Api.as("find_count");
        assertThat(count(user, "")).isZero();
        for (int i = 0; i < 3; i++) {
            add(user, basket, "n" + i, "x" + i, "&meta.odd=" + i % 2);
        }
        assertThat(count(user, "")).isEqualTo(3);
        assertThat(count(user, "&" + metadata("{\"odd\":\"0\"}"))).isEqualTo(2);
        assertThat(count(user, "&name=n1&" + metadata("{\"odd\":\"0\"}"))).isZero();
        assertThat(found(user, "count=false")).hasSize(3);
        for (String paging : List.of("limit=1", "cursor=x", "order_by=name", "order=asc")) {
            user.get("/documents?count=true&" + paging).expect(400, "request-invalid");
        }
    }

    @Test
    void nothing_of_another_tenant_is_found() {
        String basket = Api.basketIn("find_mine");
        Api.basketIn("find_other");
        JsonObject document = add(Api.as("find_mine"), basket, "a.txt", "x", "&meta.k=v");
        Api other = Api.as("find_other");
        for (String condition : List.of("", "basket_id=" + basket, "name=a.txt", "checksum=" + document.getString("checksum"),
                metadata("{\"k\":\"v\"}"))) {
            assertThat(found(other, condition)).isEmpty();
            assertThat(count(other, "&" + condition)).isZero();
        }
    }

    /** PostgreSQL counts what the calls themselves read in sequence; SQLite tells its plan for what the calls ask. */
    @Test
    void an_equality_search_never_scans_the_documents() throws Exception {
        String basket = Api.basketIn("find_plan");
        fill("find_plan", basket);
        Api user = Api.as("find_plan");
        Map<String, String> searches = Map.of("metadata=" + Api.encode("{\"number\":77}"), "d.id IN (SELECT m.document_id FROM document_metadata m WHERE "
                        + "m.key = 'number' AND m.value_digest = 'd77')",
                "value=77", "d.id IN (SELECT m.document_id FROM document_metadata m WHERE m.value_digest = 'd77')",
                "status=SENT", "d.status = 'SENT'", "document_type=rare", "d.document_type = 'rare'", "name=n77", "d.name = 'n77'",
                "checksum=" + "7".repeat(64), "d.checksum = '" + "7".repeat(64) + "'");
        long before = counted("seq_tup_read");
        long found = counted("idx_scan");
        long read = counted("idx_tup_fetch");
        for (Map.Entry<String, String> search : searches.entrySet()) {
            user.get("/documents?" + search.getKey()).expect(200);
            user.get("/documents?count=true&" + search.getKey()).expect(200);
            if (!TestInstallation.onPostgres()) {
                List<String> plan = plan("SELECT * FROM document d WHERE " + search.getValue() + " ORDER BY d.created_at DESC, d.id DESC LIMIT 51");
                assertThat(plan).as(search.getKey()).isNotEmpty().noneMatch(line -> line.startsWith("SCAN"));
            }
        }
        if (TestInstallation.onPostgres()) {
            Await.until(Duration.ofSeconds(20), () -> counted("idx_scan") - found >= 2L * searches.size());
        }
        assertThat(counted("seq_tup_read") - before).isZero();
        assertThat(counted("idx_tup_fetch") - read).as("rows by indexes").isLessThan(200);
    }

    private static void fill(String tenant, String basket) throws SQLException {
        boolean postgres = TestInstallation.onPostgres();
        String numbers = postgres ? "SELECT generate_series(1, 5000) AS i" : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n";
        String time = postgres ? "now()" : "'2026-01-01T00:00:00.000000Z'";
        try (Connection connection = TestInstallation.inside(tenant); Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO document (id, basket_id, name, source, source_digest, path, content_type, document_type, size, checksum, status, "
                    + "content_version, processing_attempts, row_version, created_at, created_by, updated_at, updated_by) SELECT 'doc_' || i, '" + basket
                    + "', 'n' || i, 's' || i, 's' || i, '', 'text/plain', 'file', 0, '" + "c".repeat(59) + "' || (10000 + i), 'RECEIVED', 1, 0, 1, " + time + ", 'x', " + time
                    + ", 'x' FROM (" + numbers + ") AS numbers");
            statement.execute("INSERT INTO document_metadata (id, document_id, key, value, value_digest, metadata_type, created_at, created_by, updated_at, "
                    + "updated_by) SELECT 'dmt_' || i, 'doc_' || i, 'number', i || '', 'd' || i, 'custom', " + time + ", 'x', " + time
                    + ", 'x' FROM (" + numbers + ") AS numbers");
            if (postgres) {
                statement.execute("ANALYZE document");
                statement.execute("ANALYZE document_metadata");
            }
        }
    }

    /** What PostgreSQL counted on the tables since they were made, a second late; zero where nobody counts. */
    private static long counted(String what) {
        if (!TestInstallation.onPostgres()) {
            return 0;
        }
        try {
            return Long.parseLong(TestInstallation.query(TestInstallation.superuser(), "SELECT coalesce(sum(" + what + "), 0) FROM pg_stat_all_tables "
                    + "WHERE schemaname = 'tenant_find_plan' AND relname IN ('document', 'document_metadata')").get(0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> plan(String sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = TestInstallation.inside("find_plan"); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
        }
        return plan;
    }

    @Test
    void refuses_what_it_would_have_to_guess() {
        Api.basketIn("find_bad");
        Api user = Api.as("find_bad");
        String tooMany = IntStream.rangeClosed(1, 21).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        for (String json : List.of("", "{}", "[]", "1", "null", "\"x\"", "{", "{\"k\":1}{}", "{\"k\":1,\"k\":1}", "{k:1}", "{\"\":1}",
                "{\"" + "k".repeat(256) + "\":1}", "{\"k\":\"\\u0000\"}", "{\"k\":\"\\ud83d\"}", "{\"a\\u0001\":1}", tooMany,
                "{\"k\":" + "[".repeat(32) + "]".repeat(32) + "}", "{\"k\":1e99999999999}")) {
            user.get("/documents?" + metadata(json)).expect(400, "request-invalid");
        }
        for (String query : List.of("status=GONE", "status=received", "status=", "name=", "name=a%2Fb", "name=a%00", "basket_id=", "basket_id=%00",
                "basket_id=" + "x".repeat(37), "document_type=", "document_type=" + "t".repeat(51), "document_type=%00", "checksum=abc",
                "checksum=" + "A".repeat(64), "count=", "count=yes", "colour=red", "name=a&name=a", "limit=0", "limit=1001", "order_by=checksum",
                "order=up", "cursor=x")) {
            user.get("/documents?" + query).expect(400, "request-invalid");
        }
        Api.as("find_bad", "stranger").get("/documents").expect(403, "role-required");
    }

    private static JsonObject add(Api user, String basket, String name, String content, String more) {
        return user.post("/baskets/" + basket + "/documents?name=" + name + more, content.getBytes(StandardCharsets.UTF_8))
                .expect(201).json();
    }

    private static void change(Api user, String document, String json, String version) {
        user.send("PUT", "/documents/" + document + "/metadata", BodyPublishers.ofString(json), "If-Match", version,
                "Content-Type", "application/json").expect(200);
    }

    /** The names of what is found. */
    private static List<String> found(Api user, String query) {
        return user.get("/documents?" + query).expect(200).json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("name")).toList();
    }

    private static int count(Api user, String conditions) {
        JsonObject answer = user.get("/documents?count=true" + conditions).expect(200).json();
        assertThat(answer.keySet()).containsExactly("count");
        return answer.getInt("count");
    }

    private static String metadata(String json) {
        return "metadata=" + Api.encode(json);
    }

    private static String next(Api user, String list) {
        return user.get(list).expect(200).json().getString("next");
    }
}
