package org.docex.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import org.docex.basket.BasketService;
import org.docex.basket.CreateBasket;
import org.docex.document.DocumentIntake;
import org.docex.document.DocumentService;
import org.docex.document.NewDocument;
import org.docex.paging.PageRequest;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ratios to a floor measured in the same run: a unit of work (get a document, list 50, add one with five rows of metadata)
 * through the real services, against plain JDBC with the same statements, transactions and file operations in the same JVM.
 */
@Tag("bench")
@ExtendWith(ArquillianExtension.class)
class BenchIT {
    private static final int THREADS = 4;
    private static final int MANY = 1000;
    private static final int ROUNDS = 5;
    private static final long SLICE = TimeUnit.SECONDS.toNanos(4);
    private static final int PROVISIONINGS = 60;
    private static final AtomicLong SERIAL = new AtomicLong();

    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @Inject
    DocumentService documents;

    @Inject
    DocumentIntake intake;

    @Inject
    TenantProvisioner provisioner;

    private final Map<String, String> basketOf = new ConcurrentHashMap<>();
    private final Map<String, String> documentOf = new ConcurrentHashMap<>();

    private interface Unit {
        void run(String tenant) throws Exception;
    }

    @Deployment
    static WebArchive war() {
        return Deployments.docex(BenchIT.class, BenchFloor.class, Deployments.class);
    }

    @Test
    void units_of_work_and_provisioning_against_their_floors() throws Exception {
        boolean postgres = "postgres".equals(System.getenv("DOCEX_DATABASE"));
        List<String> report = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try (BenchFloor floor = BenchFloor.open(postgres, Path.of(System.getenv("DOCEX_HOME")), THREADS)) {
            report.add(provisioning(floor, postgres));
            for (int i = 0; i < MANY; i++) {
                all.add("bench_%04d".formatted(i));
                prepare(all.get(i));
            }
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService noise = Executors.newSingleThreadExecutor();
            Future<?> provisioning = noise.submit(() -> provisionOneASecond(over));
            double one = cell("1 tenant", all.subList(0, 1), floor, report, Optional.empty());
            cell(MANY + " tenants", all, floor, report, Optional.of(one));
            over.set(true);
            provisioning.get();
            noise.shutdown();
        }
        System.out.println("BENCH " + (postgres ? "postgres" : "sqlite") + "\n" + String.join("\n", report));
        assertTrue(report.size() == 3, report.toString());
    }

    private double cell(String name, List<String> tenants, BenchFloor floor, List<String> report, Optional<Double> one)
            throws Exception {
        double[] ours = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        slice(tenants, this::unit);
        slice(tenants, tenant -> floor.unit(tenant, basketOf.get(tenant), documentOf.get(tenant), SERIAL.incrementAndGet()));
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = slice(tenants, this::unit);
            plain[round] = slice(tenants,
                    tenant -> floor.unit(tenant, basketOf.get(tenant), documentOf.get(tenant), SERIAL.incrementAndGet()));
        }
        double median = median(ours);
        report.add("| unit of work, %s, %d threads | %.0f/s | %.0f/s | %.2f | %s |".formatted(name, THREADS, median, median(plain),
                median / median(plain), one.map(first -> "%.2f".formatted(median / first)).orElse("1")));
        return median;
    }

    private static double slice(List<String> tenants, Unit unit) throws Exception {
        long end = System.nanoTime() + SLICE;
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> loads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            loads.add(() -> {
                while (System.nanoTime() < end) {
                    unit.run(tenants.get(random.nextInt(tenants.size())));
                    done.incrementAndGet();
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> load : threads.invokeAll(loads)) {
                load.get();
            }
        } finally {
            threads.shutdown();
        }
        return done.get() / (SLICE / 1e9);
    }

    private void unit(String tenant) throws Exception {
        docex.as(user(tenant)).call(() -> {
            documents.get(documentOf.get(tenant));
            documents.list(basketOf.get(tenant), new PageRequest(50, "created_at", true, Optional.empty()));
            return add(basketOf.get(tenant));
        });
    }

    private String add(String basket) {
        Map<String, JsonValue> metadata = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            metadata.put("key" + i, Json.createValue("value " + i));
        }
        String source = "s" + SERIAL.incrementAndGet();
        return intake.add(basket, new NewDocument("bench.txt", source, "file", "text/plain", metadata),
                new ByteArrayInputStream(BenchFloor.CONTENT), OptionalLong.of(BenchFloor.CONTENT.length), checksum -> {})
                .document().id();
    }

    private void prepare(String tenant) throws Exception {
        provisioner.create(new TenantId(tenant), "Bench", "bench");
        docex.as(user(tenant)).call(() -> {
            basketOf.put(tenant, baskets.create(new CreateBasket("bench", Optional.empty(), Optional.empty())).id());
            for (int i = 0; i < 50; i++) {
                documentOf.put(tenant, add(basketOf.get(tenant)));
            }
            return tenant;
        });
    }

    private String provisioning(BenchFloor floor, boolean postgres) throws Exception {
        double[] ours = new double[PROVISIONINGS];
        double[] plain = new double[PROVISIONINGS];
        for (int i = -10; i < PROVISIONINGS; i++) {
            long start = System.nanoTime();
            provisioner.create(new TenantId("made_" + (i + 10)), "Made", "bench");
            long between = System.nanoTime();
            floor.provision("bare_" + (i + 10));
            if (i >= 0) {
                ours[i] = (between - start) / 1e6;
                plain[i] = (System.nanoTime() - between) / 1e6;
            }
        }
        return "| provisioning, median | %.1f ms | %.1f ms | %.2f x | |".formatted(
                median(ours), median(plain), median(ours) / median(plain));
    }

    private void provisionOneASecond(AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            provisioner.create(new TenantId("noise_" + i), "Noise", "bench");
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static UserContext user(String tenant) {
        return UserContext.of("bench", tenant, Set.of("user"));
    }
}
