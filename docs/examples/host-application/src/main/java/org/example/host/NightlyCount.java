package org.example.host;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.docex.basket.BasketService;
import org.docex.paging.PageRequest;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;

/**
 * A job on a thread of its own that goes from tenant to tenant, each in a unit of its own. A unit does not follow work to
 * another thread, so the job opens its units where it runs; and it runs in no transaction, because one belongs to one tenant.
 */
@Path("count")
@ApplicationScoped
public class NightlyCount {
    @Resource
    ManagedExecutorService executor;

    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String now(@HeaderParam("X-Api-Key") String key) throws Exception {
        Onboarding.requireOperator(key);
        return start().get().entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    Future<Map<String, Integer>> start() {
        return executor.submit(() -> {
            Map<String, Integer> counts = new TreeMap<>();
            for (String tenant : docex.tenants()) {
                UserContext job = UserContext.of("nightly-count", tenant, Set.of("reader"));
                counts.put(tenant, docex.as(job).call(() -> baskets.list(new PageRequest(1000, "created_at", false, Optional.empty()))).items().size());
            }
            return counts;
        });
    }
}
