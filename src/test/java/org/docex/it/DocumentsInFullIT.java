package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.docex.it.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Versions, metadata, duplicates, operations, events and audit as a user sees them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DocumentsInFullIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void a_basket_is_got_or_made_changed_counted_and_closed() {
        String basket = Api.storedBasketIn("full_basket");
        Api user = Api.as("full_basket");
        assertThat(user.send("PUT", "/baskets/by-name/" + Api.encode("My Basket: Q1"), BodyPublishers.noBody()).expect(201).json().getString("name"))
                .isEqualTo("My_Basket_Q1");
        Answer again = user.send("PUT", "/baskets/by-name/My_Basket_Q1", BodyPublishers.ofString("{\"description\":\"x\"}")).expect(200);
        assertThat(again.json().isNull("description")).isTrue();
        user.send("PUT", "/baskets/by-name/documents", BodyPublishers.noBody()).expect(201);
        user.send("PUT", "/baskets/by-name/other", BodyPublishers.ofString("{\"storage\":\"ftp\"}")).expect(400, "request-invalid");

        patch(user, "/baskets/" + basket, "{\"description\":\"d\"}").expect(428, "precondition-required");
        Answer changed = patch(user, "/baskets/" + basket, "{\"description\":\"d\",\"status\":\"inactive\"}", "If-Match", "\"1\"").expect(200);
        assertThat(changed.json().getString("description")).isEqualTo("d");
        patch(user, "/baskets/" + basket, "{\"description\":null}", "If-Match", "\"1\"").expect(412, "precondition-failed");
        patch(user, "/baskets/" + basket, "{\"name\":\"x\"}", "If-Match", "*").expect(400, "request-invalid");
        user.post("/baskets/" + basket + "/documents?name=a", bytes("x")).expect(409, "basket-inactive");
        patch(user, "/baskets/" + basket, "{\"description\":null,\"status\":\"active\"}", "If-Match", "*").expect(200);

        add(user, basket, "a.txt", "four");
        add(user, basket, "b.txt", "five!");
        JsonObject stats = user.get("/baskets/" + basket + "/stats").expect(200).json();
        assertThat(stats.getInt("documents")).isEqualTo(2);
        assertThat(stats.getInt("size")).isEqualTo(9);
        assertThat(stats.getJsonObject("document_counts").getInt("RECEIVED")).isEqualTo(2);
        assertThat(stats.getJsonObject("type_counts").getInt("file")).isEqualTo(2);
        List<Integer> counts = user.get("/baskets?document_count=true&order_by=name&order=asc").expect(200).json().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().map(one -> one.getInt("document_count")).toList();
        assertThat(counts).containsExactly(0, 2, 0);
        assertThat(user.get("/baskets?status=inactive").expect(200).json().getJsonArray("items")).isEmpty();
        user.get("/baskets?status=closed").expect(400, "request-invalid");
    }

    @Test
    void a_basket_goes_with_its_own_documents_and_contents_and_nothing_else() throws Exception {
        String basket = Api.storedBasketIn("full_cascade");
        Api user = Api.as("full_cascade");
        String other = user.post("/baskets", "{\"name\":\"other\",\"storage\":\"" + TestInstallation.storage() + "\"}").expect(201).json().getString("id");
        String kept = add(user, other, "kept.txt", "kept").getString("id");
        String gone = add(user, basket, "gone.txt", "one").getString("id");
        put(user, gone, "two", "If-Match", "*").expect(200);
        user.delete("/baskets/" + basket).expect(409, "basket-not-empty");
        Api.as("full_cascade", "user").delete("/baskets/" + basket + "?cascade=true").expect(403, "role-required");
        user.delete("/baskets/" + basket + "?cascade=true").expect(204);
        user.get("/documents/" + gone).expect(404, "not-found");
        user.get("/baskets/" + basket).expect(404, "not-found");
        assertThat(user.get("/documents/" + kept + "/content").expect(200).text()).isEqualTo("kept");
        assertThat(files("full_cascade")).singleElement().asString().contains("/kept_");
        assertThat(events(user, 0)).extracting(event -> event.getString("event_type")).endsWith("DOCUMENT_DELETED", "BASKET_DELETED");
    }

    @Test
    void new_content_is_a_new_version_and_every_version_stays_readable() {
        String basket = Api.storedBasketIn("full_versions");
        Api user = Api.as("full_versions");
        String id = add(user, basket, "a.txt", "first").getString("id");
        put(user, id, "second").expect(428, "precondition-required");
        Answer second = put(user, id, "second", "If-Match", "\"1\"").expect(200);
        assertThat(second.json().getInt("version")).isEqualTo(2);
        assertThat(second.json().getString("checksum")).isEqualTo(sha256("second"));
        put(user, id, "third", "If-Match", "\"1\"").expect(412, "precondition-failed");
        Answer same = put(user, id, "second", "If-Match", "*").expect(200);
        assertThat(same.header("ETag")).isEqualTo(second.header("ETag"));
        assertThat(put(user, id, "second", "If-Match", "*", "Content-Type", "text/csv").expect(200).json().getString("content_type")).isEqualTo("text/csv");

        assertThat(user.get("/documents/" + id + "/versions/1/content").expect(200).text()).isEqualTo("first");
        assertThat(user.get("/documents/" + id + "/versions/2/content", "Range", "bytes=1-2").expect(206).text()).isEqualTo("ec");
        assertThat(user.get("/documents/" + id + "/content").expect(200).text()).isEqualTo("second");
        user.get("/documents/" + id + "/versions/3/content").expect(404, "not-found");
        user.get("/documents/" + id + "/versions/0/content").expect(404, "not-found");

        JsonObject restored = user.post("/documents/" + id + "/versions/1/restore", new byte[0]).expect(200).json();
        assertThat(restored.getInt("version")).isEqualTo(3);
        assertThat(user.get("/documents/" + id + "/content").expect(200).text()).isEqualTo("first");
        List<JsonObject> versions = items(user.get("/documents/" + id + "/versions?limit=2").expect(200));
        assertThat(versions).extracting(version -> version.getString("reason")).containsExactly("RESTORE", "UPDATE");
        String next = user.get("/documents/" + id + "/versions?limit=2").json().getString("next");
        assertThat(items(user.get("/documents/" + id + "/versions?limit=2&cursor=" + next).expect(200)))
                .extracting(version -> version.getInt("version") + " " + version.getString("reason")).containsExactly("1 ADD");
        assertThat(items(user.get("/documents/" + id + "/operations?order=asc").expect(200)))
                .extracting(operation -> operation.getString("operation_type") + " " + operation.getString("status"))
                .containsExactly("ADD success", "UPDATE success", "UPDATE_FACTS success", "RESTORE success");
        user.delete("/documents/" + id).expect(204);
        assertThat(files("full_versions")).isEmpty();
    }

    @Test
    void new_content_that_another_live_document_has_is_refused() {
        String basket = Api.storedBasketIn("full_twin");
        Api user = Api.as("full_twin");
        post(user, basket, "a.txt", "s", "one").expect(201);
        String id = post(user, basket, "b.txt", "s", "two").expect(201).json().getString("id");
        put(user, id, "one", "If-Match", "*").expect(409, "document-exists");
        assertThat(user.get("/documents/" + id).json().getInt("version")).isEqualTo(1);
        assertThat(files("full_twin")).hasSize(2);
        put(user, id, "wrong", "If-Match", "*", "Content-Digest", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")
                .expect(400, "digest-mismatch");
        assertThat(files("full_twin")).hasSize(2);
    }

    @Test
    void ten_adds_of_the_same_at_once_are_one_document_and_nine_duplicate_events() {
        String basket = Api.storedBasketIn("full_ten");
        Api user = Api.as("full_ten");
        List<CompletableFuture<Answer>> adds = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(user, basket, "a", "same", "same"))).toList();
        List<Answer> answers = adds.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers).extracting(answer -> answer.json().getString("id")).containsOnly(answers.get(0).json().getString("id"));
        assertThat(events(user, 0).stream().filter(event -> event.getString("event_type").equals("DUPLICATE"))).hasSize(9)
                .allSatisfy(event -> assertThat(event.getJsonObject("data").getString("source")).isEqualTo("same"));
        assertThat(files("full_ten")).hasSize(1);
    }

    @Test
    void a_status_moves_only_where_it_may_and_a_duplicate_names_its_original() {
        String basket = Api.storedBasketIn("full_status");
        Api user = Api.as("full_status");
        String original = post(user, basket, "a", "s", "same").expect(201).json().getString("id");
        String id = add(user, basket, "b.txt", "same").getString("id");
        patch(user, "/documents/" + id, "{\"status\":\"SENT\"}", "If-Match", "\"1\"").expect(200);
        patch(user, "/documents/" + id, "{\"status\":\"FAILED\"}", "If-Match", "*").expect(409, "document-status");
        patch(user, "/documents/" + id, "{\"status\":\"GONE\"}", "If-Match", "*").expect(400, "request-invalid");
        patch(user, "/documents/" + id, "{\"size\":1}", "If-Match", "*").expect(400, "request-invalid");
        JsonObject renamed = patch(user, "/documents/" + id, "{\"name\":\"c.txt\",\"document_type\":\"letter\"}", "If-Match", "*").expect(200).json();
        assertThat(renamed.getString("name") + renamed.getString("document_type")).isEqualTo("c.txtletter");

        user.post("/documents/" + id + "/duplicate", "{\"original_document_id\":\"" + id + "\"}").expect(400, "request-invalid");
        JsonObject marked = user.post("/documents/" + id + "/duplicate", "{\"original_document_id\":\"" + original + "\"}").expect(200).json();
        assertThat(marked.getString("status")).isEqualTo("DUPLICATE");
        JsonObject system = user.get("/documents/" + id + "/metadata?kind=system").expect(200).json();
        assertThat(system.getString("duplicate_of")).isEqualTo(original);
        assertThat(system).containsKey("marked_as_duplicate_at");
        assertThat(events(user, 0)).extracting(event -> event.getString("event_type")).endsWith("DUPLICATE_DETECTED");
        patch(user, "/documents/" + id, "{\"status\":\"SENT\"}", "If-Match", "*").expect(409, "document-status");
        patch(user, "/documents/" + id, "{\"status\":\"RECEIVED\"}", "If-Match", "*").expect(200);
        assertThat(user.get("/documents/" + id + "/metadata").expect(200).json()).doesNotContainKeys("duplicate_of", "marked_as_duplicate_at");
        patch(user, "/documents/" + id, "{\"status\":\"DUPLICATE\"}", "If-Match", "*").expect(409, "document-status");
    }

    @Test
    void a_form_carries_content_and_metadata_in_either_order() {
        String basket = Api.storedBasketIn("full_form");
        Api user = Api.as("full_form");
        String content = part("content\"; filename=\"C:\\\\up\\\\r\u00e9sum\u00e9.txt", "text/plain;charset=UTF-8", "gr\u00fc\u00dfe\r\n--x\r\n");
        String metadata = part("metadata", "application/json", "{\"number\":4711}");
        for (List<String> parts : List.of(List.of(content, metadata), List.of(metadata, content))) {
            JsonObject added = form(user, basket + "/documents?source=" + parts.indexOf(content), parts).expect(201).json();
            assertThat(added.getString("name")).isEqualTo("r\u00e9sum\u00e9.txt");
            assertThat(added.getString("content_type")).isEqualTo("text/plain;charset=UTF-8");
            assertThat(user.get("/documents/" + added.getString("id") + "/content").text()).isEqualTo("gr\u00fc\u00dfe\r\n--x\r\n");
            assertThat(user.get("/documents/" + added.getString("id") + "/metadata?kind=custom").text()).isEqualTo("{\"number\":4711}");
        }
        form(user, basket + "/documents", List.of(metadata)).expect(400, "request-invalid");
        form(user, basket + "/documents", List.of(content, content)).expect(400, "request-invalid");
        form(user, basket + "/documents", List.of(content, metadata, metadata)).expect(400, "request-invalid");
        form(user, basket + "/documents", List.of(part("else", "text/plain", "x"))).expect(400, "request-invalid");
        form(user, basket + "/documents?name=bad", List.of(content, part("metadata", "application/json", "{\"a\":"))).expect(400, "request-invalid");
        user.post("/baskets/" + basket + "/documents?name=cut", bytes("--b\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\nhalf"),
                "Content-Type", "multipart/form-data; boundary=b").expect(400, "body-incomplete");
        user.post("/baskets/" + basket + "/documents?name=none", bytes("x"), "Content-Type", "multipart/form-data").expect(400, "request-invalid");
        user.post("/baskets/" + basket + "/documents?name=mixed", bytes("x"), "Content-Type", "multipart/mixed; boundary=b")
                .expect(415, "unsupported-media-type");
        assertThat(files("full_form")).hasSize(2);
    }

    @Test
    void the_type_of_content_that_nobody_named_is_detected() {
        String basket = Api.storedBasketIn("full_types");
        Api user = Api.as("full_types");
        byte[] png = Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        assertThat(user.post("/baskets/" + basket + "/documents?name=a.bin", png).expect(201).json().getString("content_type")).isEqualTo("image/png");
        assertThat(type(user, basket, "b.pdf", "%PDF-1.7\n")).isEqualTo("application/pdf");
        assertThat(type(user, basket, "c.csv", "a,b\n")).isEqualTo("text/csv");
        assertThat(type(user, basket, "d.docx", "PK\u0003\u0004")).isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(type(user, basket, "e", "\u0000\u0001\u0002\u0003")).isEqualTo("application/octet-stream");
    }

    @Test
    void content_is_read_as_text_and_json_in_its_charset() {
        String basket = Api.storedBasketIn("full_modes");
        Api user = Api.as("full_modes");
        String latin = typed(user, basket, "l.txt", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1), "text/plain;charset=ISO-8859-1");
        assertThat(user.get("/documents/" + latin + "/content?mode=text").expect(200).bytes()).isEqualTo(bytes("caf\u00e9"));
        String broken = typed(user, basket, "b.txt", new byte[] {(byte) 0xc3, 0x28}, "text/plain");
        user.get("/documents/" + broken + "/content?mode=text").expect(422, "content-unreadable");
        String json = typed(user, basket, "j.json", "\ufeff{\"a\": [1, \"\u00fc\"]}".getBytes(StandardCharsets.UTF_8), "application/json");
        Answer read = user.get("/documents/" + json + "/content?mode=json").expect(200);
        assertThat(read.json().getJsonArray("a").getString(1)).isEqualTo("\u00fc");
        assertThat(read.header("Content-Type")).contains("application/json");
        String wide = typed(user, basket, "w.json", "[1]".getBytes(Charset.forName("UTF-16")), "application/json;charset=UTF-16");
        assertThat(user.get("/documents/" + wide + "/content?mode=json").expect(200).text()).isEqualTo("[1]");
        for (String text : List.of("{\"a\":", "", "no", "{} {}")) {
            String id = typed(user, basket, "n" + text.length(), bytes(text), "application/json");
            user.get("/documents/" + id + "/content?mode=json").expect(422, "content-unreadable");
        }
        user.get("/documents/" + json + "/content?mode=xml").expect(400, "request-invalid");
    }

    @Test
    void content_that_was_altered_is_never_sent_and_leaves_an_event() throws Exception {
        String basket = Api.storedBasketIn("full_damage");
        Api user = Api.as("full_damage");
        for (String how : List.of("same length", "longer", "missing")) {
            String id = add(user, basket, how + ".txt", "content of " + how).getString("id");
            user.get("/documents/" + id + "/content").expect(200);
            Contents contents = Contents.of("full_damage");
            String key = contents.keys().stream().filter(one -> one.contains("/" + how.replace(' ', '_'))).findFirst().orElseThrow();
            switch (how) {
                case "missing" -> contents.remove(key);
                case "longer" -> contents.write(key, "much longer than what was written before");
                default -> contents.write(key, "CONTENT of " + how);
            }
            for (String header : List.of("bytes=0-3", "none=")) {
                Answer answer = user.get("/documents/" + id + "/content", "Range", header);
                answer.expect(how.equals("missing") ? 404 : 500, how.equals("missing") ? "content-missing" : "integrity");
            }
            user.get("/documents/" + id).expect(200);
        }
        for (String how : List.of("same length", "longer", "missing")) {
            JsonObject again = post(user, basket, how + ".txt", how + ".txt", "content of " + how).expect(200).json();
            assertThat(user.get("/documents/" + again.getString("id") + "/content").expect(200).text()).as("sent again").isEqualTo("content of " + how);
            assertThat(user.get("/documents/" + again.getString("id") + "/versions/1/content").expect(200).text()).isEqualTo("content of " + how);
        }
        assertThat(files("full_damage")).hasSize(3);
        assertThat(events(user, 0).stream().filter(event -> event.getString("event_type").equals("INTEGRITY_FAILED"))).as("each damage once").hasSize(2);
    }

    @Test
    void a_sweep_removes_what_no_row_names_and_nothing_else() throws Exception {
        String basket = Api.storedBasketIn("full_sweep");
        Api user = Api.as("full_sweep");
        String id = add(user, basket, "a.txt", "one").getString("id");
        put(user, id, "two", "If-Match", "*").expect(200);
        String lost = add(user, basket, "lost.txt", "lost").getString("id");
        Contents contents = Contents.of("full_sweep");
        contents.remove(contents.keys().stream().filter(key -> key.contains("/lost_")).findFirst().orElseThrow());
        contents.write("left/by_a_crash.txt", "orphan");
        Await.until(java.time.Duration.ofSeconds(60), () -> inStorage(Api.admin().get("/admin/tenants/full_sweep/storage")).getInt("orphans") == 1);
        JsonObject found = inStorage(Api.admin().get("/admin/tenants/full_sweep/storage").expect(200));
        assertThat(found.getInt("objects")).isEqualTo(3);
        assertThat(found.getInt("orphan_bytes")).isEqualTo(6);
        assertThat(found.getInt("missing")).isEqualTo(1);
        JsonObject swept = inStorage(Api.admin().post("/admin/tenants/full_sweep/sweep", new byte[0]).expect(200));
        assertThat(swept.getInt("removed")).isEqualTo(1);
        assertThat(swept.getInt("orphans")).isZero();
        assertThat(contents.keys()).hasSize(2);
        assertThat(user.get("/documents/" + id + "/versions/1/content").expect(200).text()).isEqualTo("one");
        user.get("/documents/" + lost + "/content").expect(404, "content-missing");
        user.get("/admin/tenants/full_sweep/storage").expect(403);
        Api.admin().get("/admin/tenants/full_nobody/storage").expect(404, "not-found");
    }

    private static JsonObject inStorage(Answer report) {
        return report.json().getJsonArray("storages").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("name").equals(TestInstallation.storage())).findFirst().orElseThrow();
    }

    @Test
    void metadata_is_searched_by_exact_typed_values_under_one_key_or_any() {
        String basket = Api.storedBasketIn("full_search");
        Api user = Api.as("full_search");
        List<String> values = List.of("1", "1.0", "\"1\"", "true", "[1,2]", "{\"a\":null}", "null");
        for (int i = 0; i < values.size(); i++) {
            String id = add(user, basket, i + ".txt", "x" + i).getString("id");
            user.send("PUT", "/documents/" + id + "/metadata", BodyPublishers.ofString("{\"k\":" + values.get(i) + ",\"n\":" + i + "}"), "If-Match", "*",
                    "Content-Type", "application/json").expect(200);
        }
        for (int i = 0; i < values.size(); i++) {
            String byKey = "metadata=" + Api.encode("{\"k\":" + values.get(i) + "}");
            assertThat(items(user.get("/documents?" + byKey).expect(200))).extracting(one -> one.getString("name")).containsExactly(i + ".txt");
            String any = "value=" + Api.encode(values.get(i));
            int hits = values.get(i).equals("1") ? 2 : 1;
            assertThat(items(user.get("/documents?" + any).expect(200))).hasSize(hits);
            assertThat(user.get("/documents?count=true&" + any).expect(200).json().getInt("count")).isEqualTo(hits);
            assertThat(items(user.get("/baskets/" + basket + "/documents?" + any + "&name=" + i + ".txt").expect(200))).hasSize(1);
        }
        user.get("/documents?value=" + Api.encode("1,\"b\":2")).expect(400, "request-invalid");
        user.get("/documents?value=").expect(400, "request-invalid");
        assertThat(items(user.get("/documents?created_from=2000-01-01T00:00:00Z&created_before=2001-01-01T00:00:00Z").expect(200))).isEmpty();
        assertThat(items(user.get("/documents?updated_from=2000-01-01T00:00:00Z&order_by=size&order=asc").expect(200))).hasSize(values.size());
        user.get("/documents?created_from=yesterday").expect(400, "request-invalid");
    }

    @Test
    void one_key_of_metadata_can_go_and_the_predefined_ones_are_published() {
        String basket = Api.storedBasketIn("full_keys");
        Api user = Api.as("full_keys");
        String id = add(user, basket, "a.txt", "x").getString("id");
        patch(user, "/documents/" + id + "/metadata", "{\"a\":1,\"b\":{\"c\":1,\"d\":2}}", "If-Match", "*").expect(200);
        patch(user, "/documents/" + id + "/metadata", "{\"b\":{\"c\":null}}", "If-Match", "*").expect(200);
        assertThat(user.delete("/documents/" + id + "/metadata?key=a").expect(200).json().getJsonObject("b").toString()).isEqualTo("{\"d\":2}");
        user.delete("/documents/" + id + "/metadata?key=a").expect(404, "not-found");
        user.delete("/documents/" + id + "/metadata").expect(400, "request-invalid");
        user.delete("/documents/" + id + "/metadata?key=original_filename").expect(400, "request-invalid");
        user.delete("/documents/" + id + "/metadata?key=b", "If-Match", "\"99\"").expect(412, "precondition-failed");
        assertThat(user.get("/documents/" + id + "/metadata?kind=system").expect(200).text()).isEqualTo("{\"original_filename\":\"a.txt\"}");
        assertThat(items(user.get("/metadata-keys").expect(200))).extracting(key -> key.getString("key")).contains("invoice_number", "duplicate_of");
    }

    @Test
    void an_idempotency_key_makes_a_repeated_post_one() {
        String basket = Api.storedBasketIn("full_idem");
        Api user = Api.as("full_idem");
        String[] key = {"Idempotency-Key", "k-1", "Content-Type", "text/plain"};
        Answer first = user.post("/baskets/" + basket + "/documents?name=a", bytes("x"), key).expect(201);
        Answer again = user.post("/baskets/" + basket + "/documents?name=a", bytes("x"), key).expect(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        user.post("/baskets/" + basket + "/documents?name=a", bytes("y"), key).expect(422, "idempotency-mismatch");
        user.post("/baskets/" + basket + "/documents?name=b", bytes("x"), key).expect(422, "idempotency-mismatch");
        Api.withToken(TestInstallation.token("somebody", java.util.Optional.of("full_idem"), "user"))
                .post("/baskets/" + basket + "/documents?name=a&source=other", bytes("x"), key).expect(201);
        assertThat(events(user, 0).stream().filter(event -> event.getString("event_type").equals("DUPLICATE"))).isEmpty();

        List<CompletableFuture<Answer>> adds = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> user.post(
                "/baskets/" + basket + "/documents?name=c", bytes("c"), "Idempotency-Key", "at-once"))).toList();
        assertThat(adds.stream().map(CompletableFuture::join)).extracting(Answer::status).containsOnly(201);
        assertThat(events(user, 0).stream().filter(event -> event.getString("event_type").equals("DUPLICATE"))).isEmpty();
        List<String> form = List.of(part("content\"; filename=\"f.txt", "text/plain", "form"), part("metadata", "application/json", "{\"b\":1,\"a\":2}"));
        Answer sent = form(user, basket + "/documents", form, "Idempotency-Key", "form").expect(201);
        assertThat(form(user, basket + "/documents", List.of(form.get(1), form.get(0)), "Idempotency-Key", "form").expect(201).json()).isEqualTo(sent.json());
        form(user, basket + "/documents", List.of(form.get(0)), "Idempotency-Key", "form").expect(422, "idempotency-mismatch");
        String made = "{\"name\":\"made once\"}";
        String[] json = {"Idempotency-Key", "basket", "Content-Type", "application/json"};
        String id = user.post("/baskets", bytes(made), json).expect(201).json().getString("id");
        assertThat(user.post("/baskets", bytes(made), json).expect(201).json().getString("id")).isEqualTo(id);
        user.post("/baskets", bytes(made)).expect(415);
        user.post("/baskets/" + basket + "/documents?name=d", bytes("d"), "Idempotency-Key", "x".repeat(256)).expect(400, "request-invalid");
    }

    @Test
    void events_have_one_order_without_gaps_under_many_writers() {
        String basket = Api.storedBasketIn("full_events");
        Api user = Api.as("full_events");
        CompletableFuture<List<Long>> reader = CompletableFuture.supplyAsync(() -> {
            List<Long> seen = new ArrayList<>();
            while (seen.size() < 81) {
                events(user, seen.isEmpty() ? 0 : seen.get(seen.size() - 1)).forEach(event -> seen.add(event.getJsonNumber("sequence").longValue()));
            }
            return seen;
        });
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8).mapToObj(writer -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 10; i++) {
                post(user, basket, "d", writer + "/" + i, "x").expect(201);
            }
        })).toList();
        writers.forEach(CompletableFuture::join);
        assertThat(reader.join()).isEqualTo(LongStream.rangeClosed(1, 81).boxed().toList());
        assertThat(user.get("/events?after=79&limit=1").expect(200).json().getString("next")).isEqualTo("80");
        assertThat(user.get("/events?after=80").expect(200).json().isNull("next")).isTrue();
        assertThat(items(user.get("/events?event_type=BASKET_CREATED").expect(200))).hasSize(1);
        assertThat(items(user.get("/events?basket_id=" + basket + "&limit=1000").expect(200))).hasSize(81);
        user.get("/events?after=-1").expect(400, "request-invalid");
        user.get("/events?limit=0").expect(400, "request-invalid");
        user.get("/events?limit=1000000000").expect(400, "request-invalid");
    }

    @Test
    void who_asks_after_events_that_are_not_kept_is_told() throws Exception {
        String basket = Api.storedBasketIn("full_expired");
        Api user = Api.as("full_expired");
        for (int i = 0; i < 3; i++) {
            add(user, basket, "d" + i, "x");
        }
        String old = TestInstallation.onPostgres() ? "TIMESTAMP '2001-01-01'" : "'2001-01-01T00:00:00.000000Z'";
        TestInstallation.execute(TestInstallation.inside("full_expired"), "UPDATE doc_events SET event_timestamp = " + old + " WHERE sequence <= 2");
        assertThat(user.get("/events?after=1").expect(410, "events-expired").json().getString("detail")).contains("2");
        user.get("/events?after=0").expect(410, "events-expired");
        assertThat(events(user, 2)).extracting(event -> event.getInt("sequence")).containsExactly(3, 4);
        assertThat(items(user.get("/events").expect(200))).extracting(event -> event.getInt("sequence")).containsExactly(3, 4);
        TestInstallation.execute(TestInstallation.inside("full_expired"), "UPDATE doc_events SET event_timestamp = " + old);
        user.get("/events?after=3").expect(410, "events-expired");
        assertThat(items(user.get("/events?after=4").expect(200))).isEmpty();
    }

    @Test
    void the_audit_tells_who_did_what_from_where_with_what_result_and_outlives_the_document() throws Exception {
        String basket = Api.storedBasketIn("full_audit");
        Api admin = Api.as("full_audit");
        Api ann = Api.withToken(TestInstallation.token("ann", java.util.Optional.of("full_audit"), "user"));
        String id = ann.post("/baskets/" + basket + "/documents?name=a", bytes("x"), "X-Request-Id", "req-1").expect(201).json().getString("id");
        ann.delete("/baskets/" + basket).expect(409);
        Api.withToken(TestInstallation.token("bob", java.util.Optional.of("full_audit"), "reader")).delete("/documents/" + id).expect(403);
        ann.delete("/documents/" + id).expect(204);
        ann.get("/audit").expect(403, "role-required");
        List<JsonObject> entries = items(admin.get("/audit?order=asc").expect(200));
        assertThat(entries).extracting(entry -> entry.getString("user_id") + " " + entry.getString("action") + " " + entry.getString("result"))
                .containsExactly("full_audit BASKET_CREATED OK", "ann DOCUMENT_ADDED OK", "ann DELETE /baskets/{id} BASKET_NOT_EMPTY",
                        "bob DELETE /documents/{id} ROLE_REQUIRED", "ann DOCUMENT_DELETED OK", "ann GET /audit ROLE_REQUIRED");
        JsonObject added = entries.get(1);
        assertThat(added.getString("object_id")).isEqualTo(id);
        assertThat(added.getString("request_id")).isEqualTo("req-1");
        assertThat(added.getString("origin")).isEqualTo("127.0.0.1");
        assertThat(added.getString("tenant_id")).isEqualTo("full_audit");
        assertThat(items(admin.get("/audit?object_id=" + id + "&result=OK").expect(200))).hasSize(2);
        assertThat(items(admin.get("/audit?user_id=bob").expect(200))).hasSize(1);
        assertThat(items(admin.get("/audit?before=2001-01-01T00:00:00Z").expect(200))).isEmpty();
        assertThat(TestInstallation.query(TestInstallation.inside("full_audit"), "SELECT count(*) FROM document")).containsExactly("0");
    }

    private static List<JsonObject> events(Api user, long after) {
        return items(user.get("/events?limit=1000&after=" + after).expect(200));
    }

    private static List<JsonObject> items(Answer page) {
        return page.json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static Answer patch(Api user, String path, String json, String... headers) {
        return user.send("PATCH", path, BodyPublishers.ofString(json),
                Stream.concat(Arrays.stream(headers), Stream.of("Content-Type", "application/merge-patch+json")).toArray(String[]::new));
    }

    private static Answer put(Api user, String document, String content, String... headers) {
        return user.send("PUT", "/documents/" + document + "/content", BodyPublishers.ofString(content), headers);
    }

    private static JsonObject add(Api user, String basket, String name, String content) {
        return post(user, basket, name, name, content).expect(201).json();
    }

    private static Answer post(Api user, String basket, String name, String source, String content) {
        return user.post("/baskets/" + basket + "/documents?name=" + Api.encode(name) + "&source=" + Api.encode(source), bytes(content));
    }

    private static String type(Api user, String basket, String name, String content) {
        return add(user, basket, name, content).getString("content_type");
    }

    private static String typed(Api user, String basket, String name, byte[] content, String type) {
        return user.post("/baskets/" + basket + "/documents?name=" + name, content, "Content-Type", type).expect(201).json().getString("id");
    }

    private static Answer form(Api user, String path, List<String> parts, String... headers) {
        String body = String.join("", parts) + "--BoUnDaRy--\r\n";
        return user.post("/baskets/" + path, bytes(body), Stream.concat(Arrays.stream(headers),
                Stream.of("Content-Type", "multipart/form-data; boundary=\"BoUnDaRy\"")).toArray(String[]::new));
    }

    private static String part(String name, String type, String content) {
        return "--BoUnDaRy\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> files(String tenant) {
        return Contents.of(tenant).keys();
    }
}
