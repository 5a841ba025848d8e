package org.docex.basket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.tenant.TenantData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Dependent
class BasketRepository {
    /** EclipseLink's hint: what is only shown needs no copy to compare with. */
    private static final String READ_ONLY = "eclipselink.read-only";

    @Inject
    @TenantData
    EntityManager entities;

    void add(Basket basket) {
        entities.persist(basket);
        entities.flush();
    }

    Optional<Basket> find(String id) {
        return id.indexOf('\0') >= 0 ? Optional.empty() : Optional.ofNullable(entities.find(Basket.class, id));
    }

    Optional<Basket> findByName(String name) {
        return entities.createNamedQuery("Basket.byName", Basket.class).setParameter("name", name)
                .getResultStream().findFirst();
    }

    List<Basket> list(Keyset keyset, int limit) {
        TypedQuery<Basket> query = entities.createNamedQuery(keyset.namedQuery(), Basket.class).setMaxResults(limit)
                .setHint(READ_ONLY, true);
        keyset.position().ifPresent(position -> {
            Object value = keyset.namedQuery().contains("created_at") ? Instant.parse(position.get(0)) : position.get(0);
            query.setParameter("value", value).setParameter("id", position.get(1));
        });
        return query.getResultList();
    }
}
