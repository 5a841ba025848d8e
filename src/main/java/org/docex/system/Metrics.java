package org.docex.system;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantiles;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.docex.health.PoolUse;
import org.docex.storage.TenantStorage;
import org.docex.tenant.isolation.TenantConnections;
import org.docex.tenant.plan.PlanListener.PlanEnd;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.SystemSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** What {@code /metrics} shows: numbers of the server as a whole, none of a tenant. */
@ApplicationScoped
public class Metrics {
    private static final double[] REQUEST_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60};
    private static final double[] PLAN_SECONDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30};

    @Inject
    SystemSource system;

    @Inject
    TenantConnections tenants;

    @Inject
    CachedTenantDirectory directory;

    @Inject
    TenantStorage storage;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    // Classic and without exemplars: the other kinds start a thread that would outlive the application.
    private final Histogram requests = Histogram.builder().name("docex_http_request_duration_seconds")
            .help("Time from the first byte of a request to the last of its answer.").labelNames("method", "route", "status")
            .classicOnly().classicUpperBounds(REQUEST_SECONDS).withoutExemplars().register(registry);
    private final Histogram plans = Histogram.builder().name("docex_provisioning_duration_seconds")
            .help("Time a plan took, from its first step to its end.").labelNames("plan", "outcome")
            .classicOnly().classicUpperBounds(PLAN_SECONDS).withoutExemplars().register(registry);

    @PostConstruct
    void register() {
        Map<String, PoolUse> pools = Map.of("system", system.use(), "tenants", tenants.use());
        GaugeWithCallback.builder().name("docex_connections_in_use").help("Database connections in use now.").labelNames("pool")
                .callback(now -> pools.forEach((pool, use) -> now.call(use.inUse(), pool))).register(registry);
        SummaryWithCallback.builder().name("docex_connection_wait_seconds")
                .help("Connections taken, and the time all of them were waited for.").labelNames("pool")
                .callback(now -> pools.forEach(
                        (pool, use) -> now.call(use.acquired(), use.waitedSeconds(), Quantiles.EMPTY, pool)))
                .register(registry);
        GaugeWithCallback.builder().name("docex_open_tenant_files").help("SQLite: tenants' database files that are open now.")
                .callback(now -> now.call(tenants.openFiles())).register(registry);
        CounterWithCallback.builder().name("docex_registry_cache_requests_total")
                .help("Admissions of a tenant, answered from memory (hit) or by the register (miss).").labelNames("result")
                .callback(now -> {
                    now.call(directory.statistics().hits(), "hit");
                    now.call(directory.statistics().misses(), "miss");
                }).register(registry);
        GaugeWithCallback.builder().name("docex_registry_cache_entries").help("Tenants remembered now.")
                .callback(now -> now.call(directory.statistics().size())).register(registry);
        CounterWithCallback.builder().name("docex_content_bytes_total").help("Bytes of content written and read.")
                .labelNames("direction").callback(now -> {
                    now.call(storage.bytesWritten(), "written");
                    now.call(storage.bytesRead(), "read");
                }).register(registry);
    }

    void answered(String method, String route, int status, Duration took) {
        requests.labelValues(method, route, String.valueOf(status)).observe(seconds(took));
    }

    void ended(@Observes PlanEnd end) {
        plans.labelValues(end.plan(), end.succeeded() ? "done" : "undone").observe(seconds(end.took()));
    }

    /** Everything, in Prometheus' text format 0.0.4. */
    void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
