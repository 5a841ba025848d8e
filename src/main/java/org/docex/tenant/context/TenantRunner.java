package org.docex.tenant.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.docex.error.DocexException;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.UserContext;
import java.util.concurrent.Callable;

/** Opens a unit for work that comes from no request: jobs, other threads, host applications. */
@ApplicationScoped
public class TenantRunner {
    @Inject
    TenantDirectory directory;

    @Inject
    Event<UnitClosing> closing;

    /**
     * Runs the work in a unit of its own. Pending changes are flushed before the unit closes, when a transaction of the
     * caller goes on.
     *
     * @throws DocexException what {@link TenantDirectory#admit} refuses, and what the work throws
     */
    public <T> T call(UserContext context, Callable<T> work) throws Exception {
        TenantUnit unit = TenantUnit.open(context, directory);
        try (TenantUnit.Binding bound = unit.bind()) {
            T result = work.call();
            closing.fire(new UnitClosing(unit));
            return result;
        }
    }
}
