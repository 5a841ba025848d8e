package org.docex.tenant.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The directory behind every unit: the register, remembered for two seconds. Only admissions are remembered; a refusal is
 * always read afresh.
 */
@ApplicationScoped
public class CachedTenantDirectory implements TenantDirectory {
    /** How long a node goes by what it has read. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

    private static final int SWEEP_ABOVE = 10_000;

    /** What was found of the system boundary; remembered as long as an admission. */
    private record Checked(Installation installation, long until) {}

    private record Admission(Boundary boundary, long until) {
        boolean isFresh() {
            return until - System.nanoTime() > 0;
        }
    }

    @Inject
    Configuration configuration;

    @Inject
    SystemSource source;

    /** By what the context claims; no claim is the one boundary of an installation without tenants. */
    private final ConcurrentMap<Optional<String>, Admission> admissions = new ConcurrentHashMap<>();
    private volatile @Nullable Checked checked;
    private final AtomicLong changes = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    @Override
    public Boundary admit(UserContext context) {
        Admission known = admissions.get(context.tenantId());
        if (known != null && known.isFresh()) {
            hits.increment();
            return known.boundary();
        }
        misses.increment();
        DocexConfig config = configuration.get();
        String tenant = tenantOf(context, config);
        long seen = changes.get();
        Boundary boundary = boundary(config, new TenantId(tenant));
        if (admissions.size() > SWEEP_ABOVE) {
            admissions.values().removeIf(admission -> !admission.isFresh());
        }
        Admission read = new Admission(boundary, System.nanoTime() + TIME_TO_LIVE.toNanos());
        admissions.compute(context.tenantId(), (key, other) -> changes.get() == seen ? read : other);
        return boundary;
    }

    /**
     * How the register is asked.
     *
     * @param hits admissions answered from memory
     * @param misses admissions and refusals read from the register
     * @param size tenants remembered now, fresh or not
     */
    public record Statistics(long hits, long misses, int size) {}

    public Statistics statistics() {
        return new Statistics(hits.sum(), misses.sum(), admissions.size());
    }

    @Override
    public List<TenantId> active() {
        return read(configuration.get(), (database, statements, installation) -> new TenantRegistry(database).active(statements));
    }

    /** Forgets a tenant that was changed on this node, and what somebody read of any tenant before the change. */
    public void forget(TenantId tenant) {
        changes.incrementAndGet();
        admissions.remove(Optional.of(tenant.value()));
    }

    private static String tenantOf(UserContext context, DocexConfig config) {
        Optional<String> claimed = context.tenantId();
        if (!config.multiTenancy().enabled()) {
            if (claimed.isPresent()) {
                throw new DocexException(ErrorCode.TENANT_NOT_EXPECTED,
                        "This installation has no tenants. Use a token without a tenant.");
            }
            return Boundaries.SINGLE.value();
        }
        String tenant = claimed.filter(id -> !id.isEmpty()).orElseThrow(() -> new DocexException(ErrorCode.TENANT_REQUIRED,
                "A tenant is required. Use a token that names a provisioned tenant."));
        if (tenant.equals(config.multiTenancy().bootstrapTenant().id()) || tenant.matches("_docex_.*_")) {
            throw new DocexException(ErrorCode.SYSTEM_TENANT,
                    "The system tenant does no business. Use a token that names a provisioned tenant.");
        }
        try {
            return TenantId.business(tenant).value();
        } catch (DocexException notAnId) {
            throw unknown();
        }
    }

    private Boundary boundary(DocexConfig config, TenantId tenant) {
        Boundaries boundaries = new Boundaries(config);
        return read(config, (database, statements, installation) -> {
            if (!config.multiTenancy().enabled()) {
                requireVersion(installation.singleSchemaVersion().orElseThrow(SystemSource::notBootstrapped));
                return boundaries.single(installation);
            }
            return admitted(new TenantRegistry(database).find(statements, tenant), boundaries, installation);
        });
    }

    /** Something to be found in a system boundary that was found right. */
    private interface Question<T> {
        T ask(SystemDatabase database, SystemDatabase.Statements statements, Installation installation) throws SQLException;
    }

    private <T> T read(DocexConfig config, Question<T> question) {
        SystemDatabase database = source.get();
        try {
            return database.read(statements -> question.ask(database, statements, checked(database, statements, config)));
        } catch (DocexException e) {
            throw SystemState.explain(e);
        }
    }

    private Installation checked(SystemDatabase database, SystemDatabase.Statements statements, DocexConfig config)
            throws SQLException {
        Checked known = checked;
        if (known == null || known.until() - System.nanoTime() <= 0) {
            known = new Checked(SystemState.require(database, statements, config), System.nanoTime() + TIME_TO_LIVE.toNanos());
            checked = known;
        }
        return known.installation();
    }

    private static Boundary admitted(Optional<Tenant> found, Boundaries boundaries, Installation installation) {
        Tenant tenant = found.filter(row -> !row.isSystem()).orElseThrow(CachedTenantDirectory::unknown);
        if (tenant.status() != TenantStatus.ACTIVE) {
            throw new DocexException(ErrorCode.TENANT_INACTIVE, "The tenant is " + tenant.status() + ". Ask the operator.");
        }
        requireVersion(tenant.schemaVersion());
        return boundaries.of(tenant, installation);
    }

    private static void requireVersion(String version) {
        SchemaVersions.tenantFault(version).ifPresent(fault -> {
            throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, fault);
        });
    }

    private static DocexException unknown() {
        return new DocexException(ErrorCode.TENANT_UNKNOWN,
                "The tenant is not provisioned. Ask the operator to run 'docex tenant create'.");
    }
}
