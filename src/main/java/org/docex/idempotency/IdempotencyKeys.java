package org.docex.idempotency;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.docex.paging.SortableTime;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The idempotency keys of the current tenant. */
@Stateless
@TenantService
public class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);

    @Inject
    UserContext context;

    @Inject
    @TenantData
    EntityManager entities;

    /** What the key stands for; empty when it is new. */
    @Reads
    public Optional<Remembered> find(String key) {
        return entities.createNamedQuery("IdempotencyKey.find", IdempotencyKey.class).setParameter("key", key)
                .setParameter("user", context.userId()).setParameter("since", since()).getResultStream().findFirst().map(IdempotencyKey::remembered);
    }

    /** Writes the key in the transaction of what it stands for. Of two at once the later transaction fails. */
    public void remember(String key, String fingerprint, int status, String id) {
        entities.createNamedQuery("IdempotencyKey.expire").setParameter("since", since()).executeUpdate();
        entities.persist(new IdempotencyKey(key, context.userId(), fingerprint, status, id));
        entities.flush();
    }

    private static Instant since() {
        return SortableTime.now().minus(KEPT);
    }
}
