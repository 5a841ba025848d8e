package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents over HTTP against a bare servlet in the same server: adds, large contents, and what lists and searches cost as documents
 * become many. The rows go to {@code target/bench-documents.md}.
 */
@Tag("bench")
class DocumentBenchIT {
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 5;
    private static final int LARGE_ROUNDS = 3;
    private static final long SLICE = TimeUnit.SECONDS.toNanos(4);
    private static final int SMALL = 10 << 10;
    private static final long LARGE = 1L << 30;
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int CALLS = 300;
    private static final String METADATA = "&meta.key0=value&meta.key1=value&meta.key2=value&meta.key3=value";

    @TempDir
    Path folder;

    private final AtomicLong serial = new AtomicLong();
    private OwnInstallation installation;

    private interface Call {
        void send() throws Exception;
    }

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
        Path deployments = Files.createDirectories(folder.resolve("server/deployments"));
        ShrinkWrap.create(WebArchive.class).addClasses(BareServlet.class, BareRows.class)
                .setManifest(new StringAsset("Dependencies: org.postgresql.jdbc, org.xerial.sqlite\n"))
                .as(ZipExporter.class).exportTo(deployments.resolve("bare.war").toFile(), true);
    }

    @Test
    void adds_of_small_documents_by_eight_clients() throws Exception {
        try (TestServer server = start()) {
            String basket = basketOf("adds");
            BenchCaller caller = callerOf("adds");
            byte[] content = new byte[SMALL];
            new Random(1).nextBytes(content);
            Call ours = () -> caller.post(TestServer.url("/baskets/" + basket + "/documents?name=" + name() + METADATA), other(content));
            Call rows = () -> caller.post(bare("/add?tenant=adds&basket=" + basket + "&name=" + name()), other(content));
            Call file = () -> caller.post(bare("/file?name=" + name()), other(content));
            List<Call> calls = List.of(ours, rows, file);
            double[][] rates = new double[calls.size()][ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                for (int i = 0; i < calls.size(); i++) {
                    rates[i][Math.max(round, 0)] = slice(calls.get(i));
                }
            }
            double[] medians = Arrays.stream(rates).mapToDouble(DocumentBenchIT::median).toArray();
            row("add of 10 KB, %d clients | %.0f/s | %.0f/s with rows, %.0f/s only files | %.2f of the rows, %.2f of the files", CLIENTS,
                    medians[0], medians[1], medians[2], medians[0] / medians[1], medians[0] / medians[2]);
            assertSameRows(basket);
        }
    }

    @Test
    void a_large_content_in_and_out_with_a_heap_of_256_megabytes() throws Exception {
        try (TestServer server = start("-Xmx256m")) {
            String basket = basketOf("large");
            BenchCaller caller = callerOf("large");
            String id = installation.as(Optional.of("large"), "user").post(TestServer.url("/baskets/" + basket + "/documents?name=large"), new byte[1])
                    .expect(201).json().getString("id");
            String ours = TestServer.url("/documents/" + id + "/content");
            String plain = bare("/large/file");
            Path file = installation.home().resolve("storage/bare/file");
            double[][] seconds = new double[6][LARGE_ROUNDS];
            for (int round = -1; round < LARGE_ROUNDS; round++) {
                int at = Math.max(round, 0);
                long call = round + 2;
                seconds[0][at] = Bench.seconds(() -> caller.put(ours, LARGE, call, 200));
                seconds[1][at] = Bench.seconds(() -> caller.put(plain, LARGE, call, 201));
                seconds[2][at] = Bench.seconds(() -> caller.get(ours));
                seconds[3][at] = Bench.seconds(() -> caller.get(ours));
                seconds[4][at] = Bench.seconds(() -> caller.get(plain));
                seconds[5][at] = Bench.seconds(() -> Bench.shell("sha256sum " + file));
            }
            double[] medians = Arrays.stream(seconds).mapToDouble(DocumentBenchIT::median).toArray();
            large("PUT of 1 GiB", medians[0], medians[1], medians[5]);
            large("GET of 1 GiB, for the first time", medians[2], medians[4], medians[5]);
            large("GET of 1 GiB, again", medians[3], medians[4], medians[5]);
        }
    }

    @Test
    void lists_and_searches_among_few_and_many_documents() throws Exception {
        try (TestServer server = start()) {
            String few = basketOf("few");
            String many = basketOf("many");
            DocumentRows.insert(installation, "few", few, FEW);
            DocumentRows.insert(installation, "many", many, MANY);
            BenchCaller caller = callerOf("few");
            BenchCaller another = callerOf("many");
            for (Map.Entry<String, List<String>> list : Map.of(
                    "list of a basket, 50", List.of("/baskets/" + few + "/documents?limit=50", "/baskets/" + many + "/documents?limit=50"),
                    "list of all documents, 50", List.of("/documents?limit=50", "/documents?limit=50"),
                    "search for metadata, 10 found", List.of(DocumentRows.search(7), DocumentRows.search(7))).entrySet()) {
                double[] one = new double[CALLS];
                double[] other = new double[CALLS];
                for (int i = -CALLS; i < CALLS; i++) {
                    int at = Math.max(i, 0);
                    one[at] = Bench.seconds(() -> caller.get(TestServer.url(list.getValue().get(0))));
                    other[at] = Bench.seconds(() -> another.get(TestServer.url(list.getValue().get(1))));
                }
                row("%s, p50 | %.2f ms among %,d | %.2f ms among %,d | %.2f ×", list.getKey(), median(one) * 1000, FEW, median(other) * 1000, MANY,
                        median(other) / median(one));
            }
        }
    }

    /** The floor writes as many rows of each kind as DocEX. */
    private void assertSameRows(String basket) throws SQLException {
        for (String table : List.of("document_metadata", "file_history", "operations")) {
            assertThat(TestInstallation.query(installation.inside("adds"), "SELECT DISTINCT n FROM (SELECT count(*) AS n FROM " + table
                    + " GROUP BY document_id) counted")).as(table).hasSize(1);
        }
        for (String table : List.of("audit", "doc_events")) {
            String column = table.equals("audit") ? "object_id" : "document_id";
            assertThat(TestInstallation.query(installation.inside("adds"), "SELECT count(*) FROM " + table + " WHERE " + column + " IN (SELECT id FROM document)"))
                    .as(table).isEqualTo(TestInstallation.query(installation.inside("adds"), "SELECT count(*) FROM document WHERE basket_id = '" + basket + "'"));
        }
    }

    private TestServer start(String... properties) throws Exception {
        TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex(), properties);
        Await.until(Duration.ofSeconds(60), () -> Files.exists(folder.resolve("server/deployments/bare.war.deployed")));
        return server;
    }

    private String basketOf(String tenant) {
        installation.as(Optional.empty(), "docex-admin")
                .post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"x\"}").expect(201);
        return installation.as(Optional.of(tenant), "user").post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
    }

    private BenchCaller callerOf(String tenant) {
        return new BenchCaller(installation.token(Optional.of(tenant), "user"));
    }

    private String name() {
        return "f" + serial.incrementAndGet();
    }

    private byte[] other(byte[] content) {
        byte[] other = content.clone();
        ByteBuffer.wrap(other).putLong(serial.incrementAndGet());
        return other;
    }

    private static String bare(String path) {
        return TestServer.url().replace("/docex", "/bare") + path;
    }

    private static double slice(Call call) throws Exception {
        long begin = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> loads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            loads.add(() -> {
                while (System.nanoTime() - begin < SLICE) {
                    call.send();
                    done.incrementAndGet();
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> load : threads.invokeAll(loads)) {
                load.get();
            }
        } finally {
            threads.shutdown();
        }
        return done.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void large(String what, double ours, double plain, double hashed) throws IOException {
        row("%s | %.2f s, %.0f MB/s | %.2f s bare, %.2f s `sha256sum` | %.2f of the bare, %.2f of `sha256sum`", what, ours, LARGE / ours / 1e6, plain,
                hashed, plain / ours, hashed / ours);
    }

    private static void row(String format, Object... values) throws IOException {
        Files.writeString(Path.of("target/bench-documents.md"), "| " + System.getProperty("docex.database") + " | "
                + String.format(Locale.ROOT, format, values) + " |\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
