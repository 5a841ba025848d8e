package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.docex.it.Api.Answer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of the walls. Fifty tenants that hold the same ids and names, every row and byte stamped with its tenant,
 * through every operation of the API at once, with failures, killed connections and provisioning in between: nobody ever
 * sees or leaves a foreign stamp.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IsolationContractIT {
    private static final int TENANTS = 50;
    private static final int THREADS = 16;
    private static final int REQUESTS = 20_000;
    private static final int DOCUMENTS = 5;
    private static final Pattern STAMP = Pattern.compile("iso_[0-9]{2}");
    private static final String BASKET = "bas_" + "0".repeat(32);
    private static final Set<String> OPERATIONS_OF_OPERATORS = Set.of("POST admin/tenants", "GET admin/tenants",
            "GET admin/tenants/{id}", "PATCH admin/tenants/{id}", "DELETE admin/tenants/{id}", "POST admin/tenants/{id}/suspend",
            "POST admin/tenants/{id}/resume", "POST admin/tenants/{id}/undelete", "POST admin/tenants/{id}/purge",
            "POST admin/tenants/{id}/repair", "GET admin/tenants/{id}/journal", "GET admin/tenants/{id}/archive",
            "POST admin/tenants/{id}/archive", "GET admin/tenants/{id}/storage", "POST admin/tenants/{id}/sweep", "GET admin/status");
    private static final Set<String> OPERATIONS_WITHOUT_A_CALLER = Set.of("GET health/live", "GET health/ready",
            "GET metrics", "GET openapi");

    private final LongAdder requests = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** One call of one operation as a tenant; what is expected of it besides the walls. */
    private interface Operation {
        Answer call(Api user, String tenant, Random random);
    }

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        operations.put("GET baskets", (user, tenant, random) ->
                user.get(random.nextBoolean() ? "/baskets?limit=20" : "/baskets?name=same").expect(200));
        operations.put("POST baskets", (user, tenant, random) ->
                user.post("/baskets", "{\"name\":\"b" + random.nextInt(200) + "\",\"description\":\"" + tenant + "\"}"));
        operations.put("GET baskets/{id}", (user, tenant, random) -> user.get("/baskets/" + BASKET).expect(200));
        operations.put("DELETE baskets/{id}", (user, tenant, random) -> {
            if (random.nextBoolean()) {
                return user.delete("/baskets/" + BASKET);
            }
            Answer made = user.post("/baskets", "{\"name\":\"d" + random.nextLong() + "\",\"description\":\"" + tenant + "\"}");
            return made.status() == 201 ? user.delete("/baskets/" + made.json().getString("id")) : made;
        });
        operations.put("GET baskets/{basket}/documents", (user, tenant, random) ->
                user.get("/baskets/" + BASKET + "/documents?limit=10&order_by=name&order=asc").expect(200));
        operations.put("POST baskets/{basket}/documents", (user, tenant, random) -> random.nextInt(4) == 0
                ? user.post("/baskets/" + BASKET + "/documents?name=wrong", content(tenant, 0), "Repr-Digest",
                        "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:").expect(400)
                : user.post("/baskets/" + BASKET + "/documents?name=n&source=s" + random.nextInt(100) + "&meta.stamp=" + tenant,
                        content(tenant, random.nextInt(3))));
        operations.put("GET documents", (user, tenant, random) -> {
            String stamp = "iso_%02d".formatted(random.nextInt(TENANTS));
            if (stamp.equals(tenant) || random.nextBoolean()) {
                return user.get("/documents?limit=20&" + (random.nextBoolean() ? "name=n"
                        : "metadata=" + Api.encode("{\"stamp\":\"" + tenant + "\"}"))).expect(200);
            }
            Answer foreign = user.get("/documents?count=true&metadata=" + Api.encode("{\"stamp\":\"" + stamp + "\"}"));
            if (foreign.status() == 200) {
                assertThat(foreign.json().getInt("count")).as(stamp + " as " + tenant).isZero();
            }
            return foreign;
        });
        operations.put("GET documents/{id}", (user, tenant, random) -> user.get("/documents/" + document(random)).expect(200));
        operations.put("DELETE documents/{id}", (user, tenant, random) -> {
            Answer added = user.post("/baskets/" + BASKET + "/documents?name=d&source=delete" + random.nextLong(), content(tenant, 0));
            return added.status() == 201 ? user.delete("/documents/" + added.json().getString("id")) : added;
        });
        operations.put("GET documents/{id}/content", (user, tenant, random) -> {
            int number = random.nextInt(DOCUMENTS);
            Answer answer = user.get("/documents/" + document(number) + "/content");
            if (answer.status() == 200) {
                assertThat(answer.bytes()).isEqualTo(content(tenant, number));
            }
            return answer;
        });
        operations.put("GET documents/{id}/metadata", (user, tenant, random) ->
                user.get("/documents/" + document(random) + "/metadata").expect(200));
        operations.put("PUT documents/{id}/metadata", (user, tenant, random) -> user.send("PUT",
                "/documents/" + document(random) + "/metadata", BodyPublishers.ofString("{\"stamp\":\"" + tenant + "\",\"n\":1}"),
                "If-Match", "*", "Content-Type", "application/json"));
        operations.put("PATCH documents/{id}/metadata", (user, tenant, random) -> user.send("PATCH",
                "/documents/" + document(random) + "/metadata", BodyPublishers.ofString(random.nextInt(4) == 0
                        ? "{\"" + "k".repeat(300) + "\":\"" + tenant + "\"}" : "{\"other\":\"" + tenant + "\"}"),
                "If-Match", "*", "Content-Type", "application/merge-patch+json"));
        operations.putAll(operationsOnVersionsAndRecords());
        return operations;
    }

    private static Map<String, Operation> operationsOnVersionsAndRecords() {
        Map<String, Operation> operations = new TreeMap<>();
        operations.put("PUT baskets/by-name/{name}", (user, tenant, random) -> user.send("PUT", "/baskets/by-name/n" + random.nextInt(100),
                BodyPublishers.ofString("{\"description\":\"" + tenant + "\"}"), "Content-Type", "application/json"));
        operations.put("PATCH baskets/{id}", (user, tenant, random) -> user.send("PATCH", "/baskets/" + BASKET,
                BodyPublishers.ofString("{\"description\":\"" + tenant + "\"}"), "If-Match", "*", "Content-Type", "application/merge-patch+json"));
        operations.put("GET baskets/{id}/stats", (user, tenant, random) -> user.get("/baskets/" + BASKET + "/stats").expect(200));
        operations.put("PATCH documents/{id}", (user, tenant, random) -> user.send("PATCH", "/documents/" + document(random),
                BodyPublishers.ofString("{\"document_type\":\"" + (random.nextBoolean() ? "file" : "letter") + "\"}"), "If-Match", "*",
                "Content-Type", "application/merge-patch+json"));
        operations.put("POST documents/{id}/duplicate", (user, tenant, random) -> {
            Answer added = user.post("/baskets/" + BASKET + "/documents?name=d&source=twin" + random.nextLong(), content(tenant, 0));
            return added.status() != 201 ? added : user.post("/documents/" + added.json().getString("id") + "/duplicate",
                    "{\"original_document_id\":\"" + document(0) + "\"}");
        });
        operations.put("PUT documents/{id}/content", (user, tenant, random) -> {
            Answer added = user.post("/baskets/" + BASKET + "/documents?name=v&source=version" + random.nextInt(20), content(tenant, 0));
            return added.status() > 201 ? added : user.send("PUT", "/documents/" + added.json().getString("id") + "/content",
                    BodyPublishers.ofByteArray(content(tenant, random.nextInt(1000))), "If-Match", "*");
        });
        operations.put("GET documents/{id}/versions", (user, tenant, random) ->
                user.get("/documents/" + document(random) + "/versions").expect(200));
        operations.put("GET documents/{id}/versions/{version}/content", (user, tenant, random) -> {
            Answer answer = user.get("/documents/" + document(1) + "/versions/1/content");
            if (answer.status() == 200) {
                assertThat(answer.bytes()).isEqualTo(content(tenant, 1));
            }
            return answer;
        });
        operations.put("POST documents/{id}/versions/{version}/restore", (user, tenant, random) ->
                user.post("/documents/" + document(random) + "/versions/1/restore", new byte[0]));
        operations.put("DELETE documents/{id}/metadata", (user, tenant, random) -> {
            Answer answer = user.delete("/documents/" + document(random) + "/metadata?key=n");
            return answer.status() == 404 ? user.get("/documents/" + document(random) + "/metadata?kind=system") : answer;
        });
        operations.put("GET documents/{id}/operations", (user, tenant, random) ->
                user.get("/documents/" + document(random) + "/operations").expect(200));
        operations.put("GET events", (user, tenant, random) -> user.get("/events?limit=5&after=" + random.nextInt(20)).expect(200));
        operations.put("GET audit", (user, tenant, random) -> user.get("/audit?limit=20").expect(200));
        operations.put("GET metadata-keys", (user, tenant, random) -> user.get("/metadata-keys").expect(200));
        return operations;
    }

    @Test
    void every_operation_has_an_entry() {
        Set<String> known = new TreeSet<>(operations().keySet());
        known.addAll(OPERATIONS_OF_OPERATORS);
        known.addAll(OPERATIONS_WITHOUT_A_CALLER);
        assertThat(known).isEqualTo(operationsOfTheApi());
    }

    @Test
    void without_a_tenant_every_path_refuses() {
        Api nobody = Api.withToken(TestInstallation.token("x", Optional.empty(), "admin"));
        Api operator = Api.admin();
        operations().forEach((name, operation) -> {
            String path = "/" + name.substring(name.indexOf(' ') + 1).replace("{id}", document(0)).replace("{basket}", BASKET)
                    .replace("{version}", "1").replace("{name}", "n");
            String method = name.substring(0, name.indexOf(' '));
            Api.anonymous().send(method, path, BodyPublishers.noBody()).expect(401, "context-required");
            nobody.send(method, path, BodyPublishers.noBody()).expect(403, "tenant-required");
            operator.send(method, path, BodyPublishers.noBody()).expect(403, "tenant-required");
        });
    }

    @Test
    void nobody_ever_sees_or_leaves_a_foreign_stamp() throws Exception {
        List<String> tenants = IntStream.range(0, TENANTS).mapToObj("iso_%02d"::formatted).toList();
        Api operator = Api.admin();
        for (String tenant : tenants) {
            operator.post("/admin/tenants", "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"same\"}").expect(201);
            seed(tenant);
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger provisioned = new AtomicInteger();
        LongAdder killed = new LongAdder();
        ScheduledExecutorService disturbance = Executors.newScheduledThreadPool(2);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            Future<?> provisioning = disturbance.scheduleAtFixedRate(() -> operator.post("/admin/tenants", "{\"tenant_id\":\"noise_"
                    + provisioned.incrementAndGet() + "\",\"display_name\":\"noise\"}").expect(201), 0, 2, TimeUnit.SECONDS);
            Future<?> killing = disturbance.submit(() -> kill(over, killed));
            List<Callable<Void>> loads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                loads.add(() -> load(tenants, new Random(seed)));
            }
            for (Future<Void> load : callers.invokeAll(loads)) {
                load.get();
            }
            over.set(true);
            assertThat(provisioning.isDone()).as("provisioning went on to the end").isFalse();
            killing.get();
        } finally {
            over.set(true);
            callers.shutdownNow();
            disturbance.shutdownNow();
        }
        long rows = 0;
        for (String tenant : tenants) {
            rows += rowsOf(tenant);
        }
        System.out.printf("IsolationContract on %s: %d tenants, %d threads, %d requests (%d unavailable), %d connections killed, "
                        + "%d tenants provisioned meanwhile, %d rows looked at, 0 foreign stamps; %s%n",
                System.getProperty("docex.database"), TENANTS, THREADS, requests.sum(), unavailable.sum(), killed.sum(),
                provisioned.get(), rows, new TreeMap<>(counts));
        assertThat(requests.sum()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(unavailable.sum()).isLessThan(REQUESTS / 10);
        assertThat(provisioned.get()).isPositive();
    }

    private Void load(List<String> tenants, Random random) {
        Map<String, Operation> operations = operations();
        List<String> names = List.copyOf(operations.keySet());
        Map<String, Api> users = new TreeMap<>();
        while (requests.sum() < REQUESTS) {
            String tenant = tenants.get(random.nextInt(tenants.size()));
            String name = names.get(random.nextInt(names.size()));
            Api user = users.computeIfAbsent(tenant, Api::as);
            Answer answer;
            try {
                answer = operations.get(name).call(user, tenant, random);
            } catch (AssertionError refused) {
                if (TestInstallation.onPostgres() && refused.getMessage().contains("got 503")) {
                    unavailable.increment();
                    continue;
                }
                throw refused;
            }
            requests.increment();
            counts.computeIfAbsent(name, any -> new LongAdder()).increment();
            if (answer.status() == 503) {
                unavailable.increment();
            }
            assertThat(answer.status()).as(name + ": " + answer.text()).isIn(200, 201, 204, 400, 409, 412, 503);
            Matcher stamps = STAMP.matcher(answer.text());
            while (stamps.find()) {
                assertThat(stamps.group()).as(name + " as " + tenant + ": " + answer.text()).isEqualTo(tenant);
            }
        }
        return null;
    }

    /** PostgreSQL: ends connections of the pool, whatever they are doing. */
    private static void kill(AtomicBoolean over, LongAdder killed) {
        if (!TestInstallation.onPostgres()) {
            return;
        }
        try (Connection superuser = TestInstallation.superuser(); Statement statement = superuser.createStatement()) {
            while (!over.get()) {
                statement.execute("SELECT pg_sleep(1)");
                try (ResultSet ended = statement.executeQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
                        + "'docex_" + TestInstallation.ID + "_tenants' ORDER BY random() LIMIT 1")) {
                    if (ended.next() && ended.getBoolean(1)) {
                        killed.increment();
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void seed(String tenant) throws SQLException, IOException {
        boolean postgres = TestInstallation.onPostgres();
        try (Connection connection = TestInstallation.inside(tenant)) {
            connection.setAutoCommit(false);
            insert(connection, "INSERT INTO docbasket (id, name, description, storage, status, row_version, created_at, created_by, "
                    + "updated_at, updated_by) VALUES (?, 'same', ?, 'documents', 'active', 1, ?, ?, ?, ?)",
                    BASKET, tenant, time(postgres), tenant, time(postgres), tenant);
            for (int i = 0; i < DOCUMENTS; i++) {
                byte[] content = content(tenant, i);
                String stamp = "\"" + tenant + "\"";
                insert(connection, "INSERT INTO document (id, basket_id, name, source, source_digest, path, content_type, "
                        + "document_type, size, checksum, status, content_version, processing_attempts, row_version, created_at, "
                        + "created_by, updated_at, updated_by) VALUES (?, ?, ?, 'same', 'same', ?, 'text/plain', 'file', ?, ?, "
                        + "'RECEIVED', 1, 0, 1, ?, ?, ?, ?)",
                        document(i), BASKET, "same" + i, "same/same" + i, content.length, sha256(content), time(postgres), tenant,
                        time(postgres), tenant);
                insert(connection, "INSERT INTO document_metadata (id, document_id, key, value, value_digest, metadata_type, "
                        + "created_at, created_by, updated_at, updated_by) VALUES (?, ?, 'stamp', ?, ?, 'custom', ?, ?, ?, ?)",
                        "dmt_" + i, document(i), stamp, sha256(stamp.getBytes(StandardCharsets.UTF_8)), time(postgres), tenant, time(postgres), tenant);
                java.nio.file.Path file = TestInstallation.home().resolve("storage/documents/" + tenant + "/same/same" + i);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
            connection.commit();
        }
    }

    private static Object time(boolean postgres) {
        return postgres ? Timestamp.from(Instant.EPOCH) : "1970-01-01T00:00:00.000000Z";
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Looks past all walls: every row and every blob of the tenant carries its stamp and no other. */
    private static long rowsOf(String tenant) throws SQLException, IOException {
        long rows = 0;
        for (String table : List.of("docbasket", "document", "document_metadata")) {
            List<String> stamps = TestInstallation.query(TestInstallation.inside(tenant),
                    "SELECT created_by FROM " + table + " UNION ALL SELECT updated_by FROM " + table);
            assertThat(stamps).as(table).containsOnly(tenant);
            rows += stamps.size() / 2;
        }
        for (String stamped : List.of("SELECT created_by FROM file_history", "SELECT created_by FROM operations", "SELECT user_id FROM audit",
                "SELECT tenant_id FROM audit")) {
            List<String> stamps = TestInstallation.query(TestInstallation.inside(tenant), stamped);
            assertThat(stamps).as(stamped).containsOnly(tenant);
            rows += stamps.size();
        }
        assertThat(TestInstallation.query(TestInstallation.inside(tenant), "SELECT count(*) FROM doc_events"))
                .isEqualTo(TestInstallation.query(TestInstallation.inside(tenant), "SELECT last_sequence FROM event_clock"));
        assertThat(TestInstallation.query(TestInstallation.inside(tenant),
                "SELECT value FROM document_metadata WHERE key IN ('stamp', 'other')")).containsOnly("\"" + tenant + "\"");
        try (Stream<java.nio.file.Path> files = Files.walk(TestInstallation.home().resolve("storage/documents/" + tenant))) {
            for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).startsWith(tenant);
            }
        }
        return rows;
    }

    private static byte[] content(String tenant, int number) {
        return (tenant + " " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static String document(Random random) {
        return document(random.nextInt(DOCUMENTS));
    }

    private static String document(int number) {
        return "doc_" + "%032d".formatted(number);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every method of every resource, read from the classes: {@code GET baskets/{id}}. */
    static Set<String> operationsOfTheApi() {
        Set<String> found = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.docex").that(DescribedPredicate.describe(
                        "resources", (JavaClass type) -> type.isAnnotatedWith(Path.class)))) {
            Class<?> type = resource.reflect();
            for (Method method : type.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        String path = type.getAnnotation(Path.class).value().replace("api/v1/", "").replaceAll("\\{(\\w+):[^}]*}", "{$1}");
                        found.add(verb.value() + " " + path + Optional.ofNullable(method.getAnnotation(Path.class))
                                .map(own -> "/" + own.value()).orElse(""));
                    }
                }
            }
        }
        return found;
    }
}
