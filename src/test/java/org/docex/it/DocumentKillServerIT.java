package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server, and on PostgreSQL also the database below it, killed at a random moment while clients add, change and delete
 * documents: what was acknowledged is there, what was not happened wholly or not at all, and one sweep leaves nothing over.
 *
 * <p>Each round prints its seed, of which every third kills the server on PostgreSQL too; {@code -Ddocex.crash.seed=<seed>} runs that round alone, and
 * {@code -Ddocex.crash.rounds=<count>} so many.
 */
class DocumentKillServerIT {
    private static final long SEED = 20261122;
    private static final int CLIENTS = 4;
    private static final int MOST_ANSWERS = 150;
    private static final long MOST_NANOS = Duration.ofMillis(10).toNanos();
    private static final String TENANT = "killed";

    @TempDir
    Path folder;

    private final WebArchive war = Deployments.docex();
    private final List<DocumentClient> clients = new ArrayList<>();
    private Optional<OwnPostgres> postgres = Optional.empty();
    private OwnInstallation installation;
    private Optional<TestServer> server = Optional.empty();
    private DocumentCheck check;

    @BeforeEach
    void install() throws Exception {
        if (TestInstallation.onPostgres()) {
            postgres = Optional.of(OwnPostgres.start(folder.resolve("postgres")));
            installation = OwnInstallation.in(folder, postgres.get().port());
        } else {
            installation = OwnInstallation.in(folder);
        }
        installation.init();
        Files.writeString(installation.home().resolve("docex.yaml"), "\nsweep: { grace: 5s, every: never }\n", StandardOpenOption.APPEND);
        start();
        installation.as(Optional.empty(), "docex-admin")
                .post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"" + TENANT + "\",\"display_name\":\"x\"}").expect(201);
        String basket = user().post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new DocumentClient(basket));
        }
        check = new DocumentCheck(installation, TENANT, basket, clients);
    }

    @AfterEach
    void end() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    @Test
    void seeded_kills_in_the_middle_of_documents_lose_nothing_and_leave_nothing_half_done() throws Exception {
        rounds(TestInstallation.onPostgres() ? 3 : 2);
    }

    @Test
    @Tag("crash")
    void many_kills_in_the_middle_of_documents() throws Exception {
        rounds(200);
    }

    private void rounds(int count) throws Exception {
        Optional<Long> replayed = Optional.ofNullable(Long.getLong("docex.crash.seed"));
        LongStream seeds = replayed.map(LongStream::of).orElseGet(() -> LongStream.range(SEED, SEED + Integer.getInteger("docex.crash.rounds", count)));
        for (long seed : seeds.toArray()) {
            try {
                round(seed);
            } catch (Exception | AssertionError failed) {
                throw new AssertionError("Round with seed " + seed + " failed. To replay it: -Ddocex.crash.seed=" + seed, failed);
            }
        }
        check.everyEvent();
    }

    private void round(long seed) throws Exception {
        Random random = new Random(seed);
        boolean database = postgres.isPresent() && seed % 3 != 0;
        int answers = 1 + random.nextInt(MOST_ANSWERS);
        long nanos = (long) (random.nextDouble() * MOST_NANOS);
        System.out.printf("seed %d: kill -9 of %s %d microseconds after %d answers%n", seed, database ? "PostgreSQL" : "the server", nanos / 1000, answers);
        CountDownLatch answered = new CountDownLatch(answers);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Void>> works = new ArrayList<>();
            for (Callable<Void> work : works(random, answered)) {
                works.add(threads.submit(work));
            }
            assertThat(answered.await(120, TimeUnit.SECONDS)).as("%d answers", answers).isTrue();
            LockSupport.parkNanos(nanos);
            kill(database);
            for (Future<Void> work : works) {
                work.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        restart(database);
        check.afterKill(user());
    }

    private List<Callable<Void>> works(Random random, CountDownLatch answered) {
        List<Callable<Void>> works = new ArrayList<>();
        Api user = user();
        clients.forEach(client -> works.add(client.work(user, new Random(random.nextLong()), answered)));
        return works;
    }

    private void kill(boolean database) throws Exception {
        if (database) {
            postgres.orElseThrow().kill();
        } else {
            server.orElseThrow().close();
        }
    }

    private void restart(boolean database) throws Exception {
        if (database) {
            postgres.orElseThrow().restart();
            Await.until(Duration.ofSeconds(60), DocumentKillServerIT::isReady);
        } else {
            start();
        }
        Api.anonymous().get(TestServer.url() + "/health/ready").expect(200);
    }

    private static boolean isReady() {
        return Api.anonymous().get(TestServer.url() + "/health/ready").status() == 200;
    }

    private void start() throws Exception {
        server = Optional.of(TestServer.start(folder.resolve("server"), installation, war));
    }

    /** With a token of now: many rounds take longer than one is valid. */
    private Api user() {
        return installation.as(Optional.of(TENANT), "user");
    }
}
