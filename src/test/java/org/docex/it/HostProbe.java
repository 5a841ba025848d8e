package org.docex.it;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.docex.basket.BasketService;
import org.docex.basket.CreateBasket;
import org.docex.error.DocexException;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** What a host application may get wrong, built into the one of the examples; each answers with what the host would see. */
@Path("probe/{what}")
@RequestScoped
public class HostProbe {
    private static final UserContext ACME = UserContext.of("ann", "acme", Set.of("user"));
    private static final UserContext CONTOSO = UserContext.of("bob", "contoso", Set.of("user"));

    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @Inject
    UserContext injected;

    @Resource
    ManagedExecutorService executor;

    @Resource
    UserTransaction transaction;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String probe(@PathParam("what") String what) throws Exception {
        return switch (what) {
            case "no-context" -> seen(() -> baskets.findByName("x"));
            case "injected-without-context" -> seen(injected::userId);
            case "nested-tenants" -> nested();
            case "nested-without-transaction" -> seen(() -> docex.as(ACME).call(
                    () -> docex.as(CONTOSO).call(injected::userId) + " " + injected.userId()));
            case "leaked-to-a-thread" -> seen(() -> docex.as(ACME).call(() -> onAnotherThread(injected::userId)));
            case "service-on-a-thread" -> seen(() -> docex.as(ACME).call(() -> onAnotherThread(() -> baskets.findByName("x"))));
            case "unit-on-a-thread" -> seen(() -> docex.as(ACME).call(() -> onAnotherThread(() -> docex.as(CONTOSO).call(injected::userId))));
            case "rolled-back" -> rolledBack();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private String nested() throws Exception {
        transaction.begin();
        try {
            return seen(() -> docex.as(ACME).call(() -> {
                create("nested");
                return docex.as(CONTOSO).call(() -> create("nested"));
            }));
        } finally {
            transaction.rollback();
        }
    }

    private String rolledBack() throws Exception {
        transaction.begin();
        docex.as(ACME).run(() -> create("rolled back"));
        transaction.rollback();
        return seen(() -> docex.as(ACME).call(() -> baskets.findByName("rolled back").isPresent()));
    }

    private String create(String name) {
        return baskets.create(new CreateBasket(name, Optional.empty(), Optional.empty())).id();
    }

    private <T> T onAnotherThread(Callable<T> work) throws Exception {
        try {
            return executor.submit(work).get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static String seen(Callable<?> work) {
        try {
            return String.valueOf(work.call());
        } catch (DocexException refusal) {
            return refusal.code().name();
        } catch (Exception other) {
            return other.toString();
        }
    }
}
