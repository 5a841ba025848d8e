package org.docex.tenant.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.error.DocexException;
import org.docex.tenant.TenantDirectory;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The entrance for host applications:
 *
 * <pre>{@code
 * @Inject DocEX docex;
 * @Inject BasketService baskets;
 *
 * docex.as(UserContext.of("u123", "acme", Set.of("user"))).run(() -> baskets.create(command));
 * }</pre>
 *
 * Every service of DocEX refuses outside such a unit.
 */
@ApplicationScoped
public class DocEX {
    @Inject
    TenantRunner runner;

    @Inject
    TenantDirectory directory;

    /** The work of this user; nothing is checked before it runs. */
    public As as(UserContext context) {
        return new As(runner, context);
    }

    /**
     * The ids of the tenants that may work now, for jobs that go from tenant to tenant, each in a unit of its own.
     *
     * @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code REGISTRY_UNAVAILABLE}
     */
    public List<String> tenants() {
        return directory.active().stream().map(TenantId::value).toList();
    }

    /** Runs work as one user. */
    public static final class As {
        private final TenantRunner runner;
        private final UserContext context;

        As(TenantRunner runner, UserContext context) {
            this.runner = runner;
            this.context = context;
        }

        /** @throws DocexException what the tenant directory refuses, and what the work throws */
        public <T> T call(Callable<T> work) throws Exception {
            return runner.call(context, work);
        }

        /** @throws DocexException what the tenant directory refuses, and what the work throws */
        public void run(Runnable work) {
            try {
                runner.call(context, () -> {
                    work.run();
                    return true;
                });
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("A Runnable throws no checked exception", e);
            }
        }
    }
}
