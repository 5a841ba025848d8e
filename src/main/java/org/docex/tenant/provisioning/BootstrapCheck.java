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
import org.docex.storage.Storages;
import org.docex.tenant.registry.SystemSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

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

    @Inject
    Configuration configuration;

    @Inject
    SystemSource system;

    @Inject
    @Any
    Instance<HealthSource> others;

    private final AtomicReference<FutureTask<Findings>> running = new AtomicReference<>();
    private final AtomicReference<List<String>> known = new AtomicReference<>(List.of("nothing is known yet"));

    @PostConstruct
    void start() {
        findings();
    }

    /** What an operator must know now. Who asks while somebody else's look is under way gets what that one finds. */
    public Findings findings() {
        FutureTask<Findings> mine = new FutureTask<>(this::look);
        FutureTask<Findings> task = running.compareAndExchange(null, mine);
        if (task == null) {
            task = mine;
            try {
                mine.run();
            } finally {
                running.set(null);
            }
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed();
        } catch (ExecutionException e) {
            LOG.error("The setup check failed", e.getCause());
            return failed();
        }
    }

    private Findings look() {
        Findings findings = new Findings();
        DocexConfig config;
        try {
            config = configuration.get();
        } catch (DocexException e) {
            return told(findings.add(Part.BOOTSTRAP, Fault.blocking(e.getMessage())));
        }
        new Storages(config).look(findings);
        try {
            findings.addAll(new SetupCheck(config, system.get()).run());
        } catch (DocexException e) {
            findings.add(Part.SYSTEM_DATABASE, Fault.blocking(e.getMessage()));
        }
        findings.addAll(TenantSourceCheck.look(config));
        others.forEach(other -> findings.addAll(other.look()));
        return told(findings);
    }

    private Findings told(Findings findings) {
        List<String> now = findings.messages();
        List<String> before = known.getAndSet(now);
        now.stream().filter(fault -> !before.contains(fault)).forEach(LOG::warning);
        if (findings.ready() && !now.equals(before)) {
            LOG.info("DocEX is ready");
        }
        return findings;
    }

    private static Findings failed() {
        return new Findings().add(Part.BOOTSTRAP,
                Fault.blocking("The setup check failed; the server's log says why. Correct that, then look again."));
    }
}
