package org.docex.basket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.List;
import java.util.Optional;

@Dependent
class BasketRepository {
    @Inject
    @TenantData
    EntityManager entities;

    void add(Basket basket) {
        entities.persist(basket);
        entities.flush();
    }

    void remove(Basket basket) {
        entities.remove(basket);
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
                .setHint(Reads.HINT, true);
        keyset.parameters().forEach(query::setParameter);
        return query.getResultList();
    }
}
