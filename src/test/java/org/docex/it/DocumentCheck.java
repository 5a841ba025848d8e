package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a restarted server has with what its clients know. */
final class DocumentCheck {
    private final OwnInstallation installation;
    private final String tenant;
    private final String basket;
    private final List<DocumentClient> clients;
    private final Map<String, List<String>> events = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private long lastEvent;

    DocumentCheck(OwnInstallation installation, String tenant, String basket, List<DocumentClient> clients) {
        this.installation = installation;
        this.tenant = tenant;
        this.basket = basket;
        this.clients = clients;
    }

    /** Settles every doubt; afterwards the clients know exactly what is there. */
    void afterKill(Api user) throws Exception {
        Map<String, JsonObject> rows = rows(user);
        Map<String, DocumentFate> fates = fates();
        assertThat(fates.keySet()).as("what is listed was sent").containsAll(rows.keySet());
        for (DocumentFate fate : fates.values()) {
            settle(fate, Optional.ofNullable(rows.get(fate.name())));
        }
        fates.values().forEach(fate -> known.add(fate.id()));
        readEvents(user);
        assertThat(known).as("documents of which events tell").containsAll(events.keySet());
        for (DocumentFate fate : fates.values()) {
            check(fate, user);
        }
        repeatAdds(user);
        clients.forEach(client -> client.fates().removeIf(DocumentFate::isDeleted));
        assertTotals(user);
        assertStorage();
    }

    private Map<String, DocumentFate> fates() {
        return clients.stream().flatMap(client -> client.fates().stream()).collect(Collectors.toMap(DocumentFate::name, fate -> fate));
    }

    private Map<String, JsonObject> rows(Api user) {
        return pages(user, "/baskets/" + basket + "/documents?limit=100", "&cursor=", "").stream()
                .collect(Collectors.toMap(row -> row.getString("name"), row -> row));
    }

    /** @param first where to begin; empty for the beginning */
    private static List<JsonObject> pages(Api user, String path, String parameter, String first) {
        List<JsonObject> all = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            String continued = next.get().isEmpty() ? "" : parameter + next.get();
            JsonObject page = user.get(TestServer.url(path + continued)).expect(200).json();
            all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
            next = page.isNull("next") ? Optional.empty() : Optional.of(page.getString("next"));
        }
        return all;
    }

    private static void settle(DocumentFate fate, Optional<JsonObject> row) {
        String what = fate.toString();
        switch (fate.doubt()) {
            case ADD -> row.ifPresent(found -> fate.added(found.getString("id")));
            case CONTENT -> {
                assertThat(row).as(what).isPresent();
                if (row.get().getInt("version") == fate.contents().size()) {
                    fate.unchanged();
                } else {
                    fate.changed();
                }
            }
            case DELETE -> row.ifPresentOrElse(found -> fate.unchanged(), fate::removed);
            default -> { }
        }
        boolean expected = !fate.isDeleted() && !fate.id().isEmpty();
        assertThat(row.isPresent()).as("%s is listed", what).isEqualTo(expected);
        if (expected) {
            byte[] last = DocumentFate.bytes(fate.contents().get(fate.contents().size() - 1));
            assertThat(row.get().getString("id")).as(what).isEqualTo(fate.id());
            assertThat(row.get().getInt("version")).as(what).isEqualTo(fate.contents().size());
            assertThat(row.get().getJsonNumber("size").longValue()).as(what).isEqualTo(last.length);
            assertThat(row.get().getString("checksum")).as(what).isEqualTo(sha256(last));
        }
    }

    private void check(DocumentFate fate, Api user) {
        if (fate.id().isEmpty()) {
            return;
        }
        String url = TestServer.url("/documents/" + fate.id());
        List<String> expected = new ArrayList<>(List.of("DOCUMENT_ADDED"));
        fate.contents().stream().skip(1).forEach(content -> expected.add("CONTENT_UPDATED"));
        if (fate.isDeleted()) {
            expected.add("DOCUMENT_DELETED");
            user.get(url).expect(404, "not-found");
            user.get(url + "/content").expect(404, "not-found");
        } else {
            assertContents(fate, user, url);
        }
        assertThat(events.get(fate.id())).as("events of %s", fate).isEqualTo(expected);
    }

    private static void assertContents(DocumentFate fate, Api user, String url) {
        int versions = fate.contents().size();
        assertThat(user.get(url + "/versions?limit=1000").expect(200).json().getJsonArray("items")).as("versions of %s", fate).hasSize(versions);
        for (int version = 1; version <= versions; version++) {
            assertThat(user.get(url + "/versions/" + version + "/content").expect(200).bytes()).as("version %d of %s", version, fate)
                    .isEqualTo(DocumentFate.bytes(fate.contents().get(version - 1)));
        }
        assertThat(user.get(url + "/content").expect(200).bytes()).as("content of %s", fate)
                .isEqualTo(DocumentFate.bytes(fate.contents().get(versions - 1)));
    }

    /** Sends adds again that got no answer: with the same key each happens once. */
    private void repeatAdds(Api user) {
        for (DocumentClient client : clients) {
            for (DocumentFate fate : client.fates()) {
                if (fate.doubt() == DocumentFate.Doubt.ADD) {
                    assertThat(client.add(user, fate, fate.doubted())).as("%s again", fate).isTrue();
                    assertThat(user.get(TestServer.url("/documents?count=true&name=" + fate.name())).expect(200).json().getInt("count")).isEqualTo(1);
                }
            }
        }
    }

    private void assertTotals(Api user) {
        List<DocumentFate> alive = List.copyOf(fates().values());
        long bytes = alive.stream().mapToLong(fate -> DocumentFate.bytes(fate.contents().get(fate.contents().size() - 1)).length).sum();
        assertThat(user.get(TestServer.url("/documents?count=true")).expect(200).json().getInt("count")).isEqualTo(alive.size());
        JsonObject stats = user.get(TestServer.url("/baskets/" + basket + "/stats")).expect(200).json();
        assertThat(stats.getInt("documents")).isEqualTo(alive.size());
        assertThat(stats.getJsonNumber("size").longValue()).isEqualTo(bytes);
    }

    /** When all that nobody names is old enough, one sweep leaves the contents of the rows and nothing else. */
    private void assertStorage() {
        Api operator = installation.as(Optional.empty(), "docex-admin");
        long named = fates().values().stream().mapToLong(fate -> fate.contents().size()).sum();
        Await.until(Duration.ofSeconds(30), () -> {
            JsonObject found = storage(operator);
            return found.getInt("orphans") == found.getInt("objects") - named + found.getInt("unfinished");
        });
        operator.send("POST", admin("/sweep"), BodyPublishers.noBody()).expect(200);
        JsonObject found = storage(operator);
        assertThat(List.of(found.getInt("orphans"), found.getInt("unfinished"), found.getInt("missing"))).as("%s", found).containsOnly(0);
        assertThat(found.getInt("objects")).as("%s", found).isEqualTo((int) named);
    }

    private JsonObject storage(Api operator) {
        List<JsonObject> storages = operator.get(admin("/storage")).expect(200).json().getJsonArray("storages").getValuesAs(JsonObject.class);
        assertThat(storages).hasSize(1);
        return storages.get(0);
    }

    private String admin(String path) {
        return TestServer.url("/admin/tenants/" + tenant + path);
    }

    /** What came since the last look continues where that ended, without a gap. */
    private void readEvents(Api user) {
        for (JsonObject event : pages(user, "/events?limit=1000", "&after=", Long.toString(lastEvent))) {
            assertThat(event.getJsonNumber("sequence").longValue()).as("%s", event).isEqualTo(++lastEvent);
            if (event.getString("event_type").matches("DOCUMENT_.*|CONTENT_.*")) {
                events.computeIfAbsent(event.getString("document_id"), id -> new ArrayList<>()).add(event.getString("event_type"));
            }
        }
    }

    /** All events from the first on: none of those seen before is gone. */
    void everyEvent() {
        Map<String, List<String>> seen = new HashMap<>(events);
        long last = lastEvent;
        events.clear();
        lastEvent = 0;
        readEvents(installation.as(Optional.of(tenant), "user"));
        assertThat(lastEvent).isGreaterThanOrEqualTo(last);
        assertThat(events).containsAllEntriesOf(seen);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
