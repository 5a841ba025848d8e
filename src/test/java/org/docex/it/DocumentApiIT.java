package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.docex.it.Api.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Baskets and documents as a user sees them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DocumentApiIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void gives_back_every_byte_with_its_checksum_type_and_name() throws Exception {
        String basket = Api.basketIn("doc_bytes");
        Api user = Api.as("doc_bytes");
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        for (byte[] content : List.of(bytes, new byte[0], "a\r\nb\u00e9\n".getBytes(StandardCharsets.UTF_8))) {
            Answer added = user.post("/baskets/" + basket + "/documents?name=" + Api.encode("Rechnung \u00fc.pdf") + "&source=s"
                    + content.length, content, "Content-Type", "application/pdf").expect(201);
            JsonObject document = added.json();
            assertThat(document.getString("checksum")).isEqualTo(HexFormat.of().formatHex(sha256(content)));
            assertThat(document.getJsonNumber("size").longValue()).isEqualTo(content.length);
            assertThat(document.getString("status")).isEqualTo("RECEIVED");
            assertThat(added.header("ETag")).contains("\"1\"");

            Answer read = user.get(added.header("Location").orElseThrow() + "/content").expect(200);
            assertThat(read.bytes()).isEqualTo(content);
            assertThat(read.header("Content-Type")).contains("application/pdf");
            assertThat(read.header("Repr-Digest")).contains("sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":");
            assertThat(read.header("Content-Disposition").orElseThrow()).contains("filename*=UTF-8''Rechnung%20%C3%BC.pdf");
        }
    }

    @Test
    void the_key_of_the_content_is_readable_and_inside_the_tenants_area() throws Exception {
        String basket = Api.basketIn("doc_key");
        String id = add(Api.as("doc_key"), basket, "invoice 1.pdf", "x").getString("id");
        Path file = area("doc_key").resolve("basket_" + basket.substring(basket.length() - 4))
                .resolve("invoice_1_" + id.substring(id.length() - 6) + ".pdf");
        assertThat(file).hasContent("x");
    }

    @Test
    void the_same_bytes_from_the_same_source_are_one_document() {
        String basket = Api.basketIn("doc_same");
        Api user = Api.as("doc_same");
        String path = "/baskets/" + basket + "/documents?name=a.txt";
        Answer first = user.post(path, "x".getBytes(StandardCharsets.UTF_8)).expect(201);
        Answer second = user.post(path, "x".getBytes(StandardCharsets.UTF_8)).expect(200);
        assertThat(second.text()).isEqualTo(first.text());
        user.post(path + "&source=other", "x".getBytes(StandardCharsets.UTF_8)).expect(201);
        long distinct = Stream.generate(() -> 0).limit(10).parallel()
                .map(any -> user.post(path + "&source=race", "y".getBytes(StandardCharsets.UTF_8)))
                .peek(answer -> assertThat(answer.status()).isIn(200, 201)).map(answer -> answer.json().getString("id")).distinct().count();
        assertThat(distinct).isEqualTo(1);
        assertThat(user.get("/baskets/" + basket + "/documents").json().getJsonArray("items")).hasSize(3);
        assertThat(blobs("doc_same")).hasSize(3);
    }

    @Test
    void metadata_keeps_its_json_types_and_is_changed_only_by_who_knows_the_version() {
        String basket = Api.basketIn("doc_meta");
        Api user = Api.as("doc_meta");
        String path = "/documents/" + add(user, basket, "a.txt", "x").getString("id");
        String typed = "{\"bool\":true,\"list\":[1,null,\"x\"],\"number\":1.50,\"object\":{\"deep\":{\"er\":false}},\"text\":\"\u00fc\"}";

        send(user, "PUT", path, typed).expect(428, "precondition-required");
        send(user, "PUT", path, typed, "If-Match", "\"9\"").expect(412, "precondition-failed");
        assertThat(send(user, "PUT", path, typed, "If-Match", "\"1\"").expect(200).header("ETag")).contains("\"2\"");
        assertThat(user.get(path + "/metadata").json().toString()).contains(typed.substring(1, typed.length() - 1).split(",\"text")[0]);
        assertThat(user.get(path).header("ETag")).contains("\"2\"");
        user.get(path + "/metadata", "If-None-Match", "\"2\"").expect(304);

        JsonObject merged = user.send("PATCH", path + "/metadata", BodyPublishers.ofString("{\"bool\":null,\"object\":{\"new\":1}}"),
                "If-Match", "\"2\"", "Content-Type", "application/merge-patch+json").expect(200).json();
        assertThat(merged.keySet()).doesNotContain("bool").contains("original_filename");
        assertThat(merged.getJsonObject("object").toString()).isEqualTo("{\"deep\":{\"er\":false},\"new\":1}");
        send(user, "PUT", "/documents/doc_unknown", typed).expect(404, "not-found");
        send(user, "PUT", path, "{\"" + "k".repeat(256) + "\":1}", "If-Match", "\"3\"").expect(400, "request-invalid");
        send(user, "PUT", path, "{\"k\":\"" + "v".repeat(70_000) + "\"}", "If-Match", "\"3\"").expect(400, "request-invalid");
        send(user, "PUT", path, "{\"k\":\"\\ud83d\"}", "If-Match", "\"3\"").expect(400, "request-invalid");
        assertThat(user.get(path).header("ETag")).contains("\"3\"");
    }

    @Test
    void serves_parts_and_knows_what_a_caller_has() {
        String basket = Api.basketIn("doc_part");
        Api user = Api.as("doc_part");
        String path = "/documents/" + add(user, basket, "a.txt", "0123456789").getString("id") + "/content";
        assertThat(user.get(path, "Range", "bytes=2-4").expect(206).text()).isEqualTo("234");
        assertThat(user.get(path, "Range", "bytes=-2").expect(206).header("Content-Range")).contains("bytes 8-9/10");
        user.get(path, "Range", "bytes=10-").expect(416, "range-not-satisfiable");
        assertThat(user.get(path, "Range", "bytes=2-4", "If-Range", "\"9\"").expect(200).text()).isEqualTo("0123456789");
        user.get(path, "If-None-Match", "\"1\"").expect(304);
        Answer head = user.send("HEAD", path, BodyPublishers.noBody()).expect(200);
        assertThat(head.header("Content-Length")).contains("10");
    }

    @Test
    void a_deleted_document_is_gone_with_its_bytes() {
        String basket = Api.basketIn("doc_gone");
        Api user = Api.as("doc_gone");
        String path = "/documents/" + add(user, basket, "a.txt", "x").getString("id");
        user.delete(path, "If-Match", "\"7\"").expect(412, "precondition-failed");
        user.delete(path).expect(204);
        user.get(path).expect(404, "not-found");
        user.delete(path).expect(404, "not-found");
        assertThat(blobs("doc_gone")).isEmpty();
        add(user, basket, "a.txt", "x");
    }

    @Test
    void content_that_is_missing_or_of_another_length_is_never_sent() throws IOException {
        String basket = Api.basketIn("doc_lost");
        Api user = Api.as("doc_lost");
        String path = "/documents/" + add(user, basket, "a.txt", "0123456789").getString("id");
        Files.writeString(blobs("doc_lost").get(0), "0123");
        user.get(path + "/content").expect(500, "integrity");
        Files.delete(blobs("doc_lost").get(0));
        user.get(path + "/content").expect(404, "content-missing");
        user.get(path).expect(200);
    }

    @Test
    void refuses_names_that_mislead_and_takes_long_ones() {
        String basket = Api.basketIn("doc_name");
        Api user = Api.as("doc_name");
        for (String name : List.of("", "../x", "a/b", "a\\b", "a\u0000b", "x".repeat(5000), "a\u202Eb", "a\u200Fb")) {
            user.post("/baskets/" + basket + "/documents?name=" + Api.encode(name), new byte[1]).expect(400, "request-invalid");
            user.post("/baskets", Json.createObjectBuilder().add("name", name).build().toString())
                    .expect(400, "request-invalid");
        }
        assertThat(user.get("/baskets/" + basket + "/documents").json().getJsonArray("items")).isEmpty();
        assertThat(blobs("doc_name")).isEmpty();
        String wide = "\uD840\uDC00".repeat(80);
        assertThat(add(user, basket, wide + ".pdf", "x").getString("name")).isEqualTo(wide + ".pdf");
        assertThat(user.post("/baskets", Json.createObjectBuilder().add("name", wide).build().toString()).expect(201)
                .json().getString("name").getBytes(StandardCharsets.UTF_8)).hasSize(180);
    }

    @Test
    void a_digest_that_does_not_match_stores_nothing() {
        String basket = Api.basketIn("doc_digest");
        Api user = Api.as("doc_digest");
        String path = "/baskets/" + basket + "/documents?name=a";
        String wrong = "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":";
        user.post(path, new byte[1], "Repr-Digest", wrong).expect(400, "digest-mismatch");
        user.post(path, new byte[1], "Content-Digest", wrong).expect(400, "digest-mismatch");
        assertThat(everything("doc_digest")).isEmpty();
        user.post(path, new byte[1], "Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256(new byte[1])) + ":").expect(201);
    }

    @Test
    void content_longer_than_the_limit_is_refused_announced_or_not() {
        String basket = Api.basketIn("doc_long");
        Api user = Api.as("doc_long");
        byte[] tooLong = new byte[(64 << 20) + 1];
        user.post("/baskets/" + basket + "/documents?name=a", tooLong).expect(413, "body-too-large");
        user.send("POST", "/baskets/" + basket + "/documents?name=a",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong))).expect(413, "body-too-large");
        assertThat(everything("doc_long")).isEmpty();
    }

    @Test
    void a_body_that_is_cut_off_leaves_nothing() throws Exception {
        String basket = Api.basketIn("doc_cut");
        try (Socket socket = upload("doc_cut", basket, 1000)) {
            socket.getOutputStream().write(new byte[10]);
            socket.getOutputStream().flush();
        }
        awaitNothingStaged("doc_cut");
        assertThat(everything("doc_cut")).isEmpty();
        assertThat(Api.as("doc_cut").get("/baskets/" + basket + "/documents").json().getJsonArray("items")).isEmpty();
    }

    @Test
    void slow_bodies_hold_nothing_that_others_need() throws Exception {
        String basket = Api.basketIn("doc_slow");
        Socket[] slow = new Socket[12];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = upload("doc_slow", basket, 20);
                slow[i].getOutputStream().write(1);
                slow[i].getOutputStream().flush();
            }
            awaitStaged("doc_slow", slow.length);
            add(Api.as("doc_slow"), basket, "quick.txt", "x");
            slow[0].getOutputStream().write(new byte[19]);
            slow[0].getOutputStream().flush();
            assertThat(new String(slow[0].getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
        } finally {
            for (Socket socket : slow) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        awaitNothingStaged("doc_slow");
        assertThat(blobs("doc_slow")).hasSize(2);
    }

    /** A server that knows forms may look for the first byte before it asks the resource, and keep it. */
    @Test
    void a_form_whose_sender_pauses_after_the_headers_is_stored_whole() throws Exception {
        String basket = Api.basketIn("doc_form");
        try (Socket socket = upload("doc_form", basket, 7, "Content-Type: application/x-www-form-urlencoded\r\n")) {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            socket.getOutputStream().write("a=1&b=2".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
        }
        Api user = Api.as("doc_form");
        String document = user.get("/baskets/" + basket + "/documents").json().getJsonArray("items").getJsonObject(0).getString("id");
        assertThat(user.get("/documents/" + document + "/content").expect(200).text()).isEqualTo("a=1&b=2");
    }

    @Test
    void lists_documents_in_pages_that_neither_miss_nor_repeat() {
        String basket = Api.basketIn("doc_page");
        String foreign = Api.basketIn("doc_page2");
        Api user = Api.as("doc_page");
        for (int i = 0; i < 7; i++) {
            add(user, basket, "n" + i, "x" + i);
            add(Api.as("doc_page2"), foreign, "n" + i, "x" + i);
        }
        for (String order : List.of("order=asc", "order=desc", "order_by=name&order=asc", "order_by=name&order=desc")) {
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                JsonObject page = user.get("/baskets/" + basket + "/documents?limit=3&" + order
                        + cursor.map(next -> "&cursor=" + Api.encode(next)).orElse("")).expect(200).json();
                page.getJsonArray("items").getValuesAs(JsonObject.class).forEach(item -> seen.add(item.getString("name")));
                cursor = page.isNull("next") ? Optional.empty() : Optional.of(page.getString("next"));
            } while (cursor.isPresent());
            List<String> ascending = List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6");
            assertThat(order.endsWith("asc") ? seen : reversed(seen)).isEqualTo(ascending);
        }
        String foreignCursor = Api.as("doc_page2").get("/baskets/" + foreign + "/documents?limit=1").json().getString("next");
        String ownCursor = user.get("/baskets/" + basket + "/documents?limit=1").json().getString("next");
        for (String bad : List.of("cursor=" + foreignCursor, "order=asc&cursor=" + ownCursor, "limit=0", "limit=-1", "limit=1000000000", "order_by=checksum", "x=1")) {
            user.get("/baskets/" + basket + "/documents?" + bad).expect(400, "request-invalid");
        }
    }

    @Test
    void only_an_empty_basket_goes_and_its_name_is_free_again() {
        String basket = Api.basketIn("bas_gone");
        Api user = Api.as("bas_gone", "user");
        String document = add(user, basket, "a.txt", "x").getString("id");
        Api.as("bas_gone", "reader").delete("/baskets/" + basket).expect(403, "role-required");
        user.delete("/baskets/bas_unknown", "If-Match", "\"7\"").expect(404, "not-found");
        user.delete("/baskets/" + basket, "If-Match", "\"7\"").expect(412, "precondition-failed");
        user.delete("/baskets/" + basket + "?force=true").expect(400, "request-invalid");
        user.delete("/baskets/" + basket, "If-Match", "\"1\"").expect(409, "basket-not-empty");
        user.get("/documents/" + document + "/content").expect(200);

        user.delete("/documents/" + document).expect(204);
        user.delete("/baskets/" + basket, "If-Match", "\"1\"").expect(204);
        user.get("/baskets/" + basket).expect(404, "not-found");
        user.delete("/baskets/" + basket).expect(404, "not-found");
        user.post("/baskets", "{\"name\":\"basket\"}").expect(201);
    }

    /** PostgreSQL: looked at, the basket is empty; the row of its first document is committed before the basket's goes. */
    @Test
    void a_document_that_arrives_while_its_basket_goes_keeps_the_basket() throws Exception {
        String basket = Api.basketIn("bas_kept");
        Api user = Api.as("bas_kept");
        add(user, basket, "a.txt", "x");
        String empty = user.post("/baskets", "{\"name\":\"empty\"}").expect(201).json().getString("id");
        try (Connection other = TestInstallation.inside("bas_kept"); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE document SET basket_id = '" + empty + "'");
            CompletableFuture<Answer> deleted = CompletableFuture.supplyAsync(() -> user.delete("/baskets/" + empty));
            Await.until(Duration.ofMillis(TestInstallation.onPostgres() ? 20_000 : 500), DocumentApiIT::isSomebodyWaitingForALock);
            other.commit();
            deleted.join().expect(409, TestInstallation.onPostgres() ? "changed-meanwhile" : "basket-not-empty");
        }
        user.delete("/baskets/" + empty).expect(409, "basket-not-empty");
        user.delete("/baskets/" + basket).expect(204);
    }

    @Test
    void a_basket_and_its_first_document_never_lose_each_other() {
        Api.basketIn("bas_race");
        Api user = Api.as("bas_race");
        for (int i = 0; i < 20; i++) {
            String path = "/baskets/" + user.post("/baskets", "{\"name\":\"b" + i + "\"}").expect(201).json().getString("id");
            CompletableFuture<Answer> added = CompletableFuture.supplyAsync(() -> user.post(path + "/documents?name=a", new byte[1]));
            int deleted = user.delete(path).status();
            assertThat(deleted + " " + added.join().status()).isIn("204 404", "409 201");
            user.get(path).expect(deleted == 204 ? 404 : 200);
        }
        assertThat(everything("bas_race")).hasSize(user.get("/documents?count=true").json().getInt("count"));
    }

    @Test
    void answers_problems_for_what_no_resource_knows() {
        Api.basketIn("doc_http");
        Api user = Api.as("doc_http");
        user.get("/nothing").expect(404, "not-found");
        user.send("PUT", "/baskets", BodyPublishers.noBody()).expect(405, "method-not-allowed");
        user.send("POST", "/baskets", BodyPublishers.ofString("<x/>"), "Content-Type", "text/xml").expect(415, "unsupported-media-type");
        user.post("/baskets", "{\"name\":\"basket\"}").expect(409, "basket-exists");
        user.post("/baskets", "{\"name\":\"b\",\"storage\":\"elsewhere\"}").expect(400, "request-invalid");
        user.post("/baskets/bas_unknown/documents?name=a", new byte[1]).expect(404, "not-found");
        user.get("/baskets/bas_unknown").expect(404, "not-found");
        assertThat(user.get("/baskets/%00").status()).isIn(400, 404);
        user.post("/baskets/bas_unknown/documents?name=a", new byte[1], "Content-Type", "multipart/form-data; boundary=x")
                .expect(404, "not-found");
        user.send("POST", "/baskets", BodyPublishers.ofString("{\"name\":1e99999999999}"), "Content-Type", "application/json")
                .expect(400, "request-invalid");
        user.get("/baskets/bas_unknown/documents").expect(404, "not-found");
    }

    private static boolean isSomebodyWaitingForALock() {
        try {
            return TestInstallation.onPostgres() && !TestInstallation.query(TestInstallation.superuser(),
                    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'").isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject add(Api user, String basket, String name, String content) {
        return user.post("/baskets/" + basket + "/documents?name=" + Api.encode(name), content.getBytes(StandardCharsets.UTF_8))
                .expect(201).json();
    }

    private static Answer send(Api user, String method, String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return user.send(method, path + "/metadata", BodyPublishers.ofString(json), all);
    }

    /** Sends the head of an upload and leaves the body to the caller. */
    private static Socket upload(String tenant, String basket, int length, String... headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(System.getProperty("it.http.port")));
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /docex/api/v1/baskets/" + basket + "/documents?name=slow&source=" + System.nanoTime() + " HTTP/1.1\r\n"
                + "Host: localhost\r\nAuthorization: Bearer "
                + TestInstallation.token("slow", Optional.of(tenant), "user") + "\r\nContent-Length: " + length + "\r\n"
                + String.join("", headers) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static void awaitNothingStaged(String tenant) throws IOException {
        awaitStaged(tenant, 0);
    }

    private static void awaitStaged(String tenant, int count) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (staged(tenant) != count && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(staged(tenant)).isEqualTo(count);
    }

    private static long staged(String tenant) throws IOException {
        try (Stream<Path> files = Files.list(area(tenant).resolve(".staging"))) {
            return files.count();
        }
    }

    private static List<Path> everything(String tenant) {
        try (Stream<Path> files = Files.walk(area(tenant))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> blobs(String tenant) {
        return everything(tenant).stream().filter(path -> !path.toString().contains(".staging")).toList();
    }

    private static Path area(String tenant) {
        return TestInstallation.home().resolve("storage/documents").resolve(tenant);
    }

    private static List<String> reversed(List<String> list) {
        List<String> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
