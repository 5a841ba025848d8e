package org.docex.tenant.provisioning;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.error.DocexException;
import org.docex.tenant.provisioning.SetupCheck.Findings;
import org.docex.tenant.registry.SystemSource;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Looks at the installation when the server starts, and again whenever somebody asks. It verifies and never creates or
 * repairs; a server that finds faults stays up and says what they are.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BootstrapCheck {
    private static final System.Logger LOG = System.getLogger(BootstrapCheck.class.getName());

    @Inject
    Configuration configuration;

    @Inject
    SystemSource system;

    @PostConstruct
    void start() {
        Findings findings = findings();
        if (findings.ok()) {
            LOG.log(Level.INFO, "DocEX is ready");
        }
        findings.all().forEach(fault -> LOG.log(Level.WARNING, "DocEX: {0}", fault));
    }

    /** What an operator must know now. */
    public Findings findings() {
        try {
            return new SetupCheck(configuration.get(), system.get()).run();
        } catch (DocexException e) {
            return new Findings(List.of(e.getMessage()), List.of());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The setup check failed", e);
            return new Findings(List.of("The setup check failed; the server's log says why."), List.of());
        }
    }
}
