package org.docex.tenant.isolation;

import jakarta.inject.Inject;
import org.docex.it.Deployments;
import org.docex.tenant.Boundary;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The strategy of the database of this run keeps the contract. */
@ExtendWith(ArquillianExtension.class)
class ConfiguredStrategyIT extends IsolationStrategyContract {
    @Inject
    IsolationStrategy strategy;

    @Deployment
    static WebArchive war() {
        return Deployments.docex(ConfiguredStrategyIT.class, IsolationStrategyContract.class, ServerTransactions.class,
                Deployments.class);
    }

    @Override
    IsolationStrategy strategy() {
        return strategy;
    }

    @Override
    Boundary missing(Boundary like) {
        Boundary.Place place = like.place() instanceof Boundary.Schema schema
                ? new Boundary.Schema("tenant_nobody", schema.role().map(role -> role + "_nobody"))
                : new Boundary.DatabaseFile(Path.of(((Boundary.DatabaseFile) like.place()).path() + ".nobody"));
        return new Boundary(like.tenant(), place, Optional.of("nobody"), like.cursorKey());
    }
}
