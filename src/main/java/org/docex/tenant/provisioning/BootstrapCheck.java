package org.docex.tenant.provisioning;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.health.Fault;
import org.docex.health.Findings;
import org.docex.health.HealthSource;
import org.docex.health.Part;
import org.docex.log.Log;
import org.docex.storage.ServerStorages;
import org.docex.tenant.registry.SystemSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the installation when the server starts, and again whenever somebody asks. It verifies and never creates or
 * repairs; a server that finds faults stays up and says what they are, one log line each time a fault comes or all are gone.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BootstrapCheck {
    private static final Log LOG = Log.of(BootstrapCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ServerStorages storages;

    @Inject
    Configuration configuration;

    @Inject
    SystemSource system;

    @Inject
    @Any
    Instance<HealthSource> others;

    private final AtomicReference<Look> running = new AtomicReference<>();
    private volatile @Nullable Findings last;

    /** A look under way. */
    private final class Look extends FutureTask<Findings> {
        private final long start = System.nanoTime();

        Look() {
            super(BootstrapCheck.this::look);
        }

        long millisLeft() {
            return PATIENCE.toMillis() - (System.nanoTime() - start) / 1_000_000;
        }
    }

    @PostConstruct
    void start() {
        Findings findings = findings();
        findings.messages().stream().filter(note -> !findings.blocking().contains(note)).forEach(LOG::warning);
    }

    /**
     * What an operator must know now. One look at a time: who asks while one is under way gets what was found before, so that
     * asking often costs nothing; unless it takes too long, which is a fault by itself.
     */
    public Findings findings() {
        Look mine = new Look();
        Look other = running.compareAndExchange(null, mine);
        if (other == null) {
            try {
                mine.run();
            } finally {
                running.set(null);
            }
            return result(mine, 0);
        }
        Findings before = last;
        return before != null && other.millisLeft() > 0 ? before : result(other, Math.max(0, other.millisLeft()));
    }

    private Findings result(Look look, long millis) {
        try {
            return look.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fault("The setup check was interrupted. Look again.");
        } catch (TimeoutException e) {
            return fault("The setup check hangs: a database, a storage or the issuer does not answer. Look at each of them.");
        } catch (ExecutionException e) {
            return fault("The setup check failed; the server's log says why. Correct that, then look again.");
        }
    }

    private Findings look() {
        Findings before = last;
        Findings findings = new Findings();
        try {
            DocexConfig config = configuration.get();
            findings.addAll(storages.get().look());
            try {
                findings.addAll(new SetupCheck(config, system.get()).run());
            } catch (DocexException e) {
                findings.add(Part.SYSTEM_DATABASE, Fault.blocking(e.getMessage()));
            }
            findings.addAll(TenantSourceCheck.look(config));
            others.forEach(other -> findings.addAll(other.look()));
        } catch (DocexException e) {
            findings.add(Part.BOOTSTRAP, Fault.blocking(e.getMessage()));
        } catch (RuntimeException e) {
            String message = "The setup check failed with " + e.getClass().getSimpleName()
                    + "; the server's log says why. Correct that, then look again.";
            if (before == null || !before.blocking().contains(message)) {
                LOG.error("The setup check failed", e);
            }
            findings.add(Part.BOOTSTRAP, Fault.blocking(message));
        }
        tell(findings, before);
        last = findings;
        return findings;
    }

    private static void tell(Findings findings, @Nullable Findings before) {
        List<String> known = before == null ? List.of() : before.blocking();
        findings.blocking().stream().filter(fault -> !known.contains(fault)).forEach(LOG::warning);
        if (findings.ready() && (before == null || !before.ready())) {
            LOG.info("DocEX is ready");
        }
    }

    private static Findings fault(String message) {
        return new Findings().add(Part.BOOTSTRAP, Fault.blocking(message));
    }
}
