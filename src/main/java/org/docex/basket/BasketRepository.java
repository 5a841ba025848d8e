package org.docex.basket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.storage.Names;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

@Dependent
class BasketRepository {
    private static final Map<String, String> FIELDS = Map.of("created_at", "createdAt", "updated_at", "updatedAt", "name", "name");

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

    void flush() {
        entities.flush();
    }

    Optional<Basket> find(String id) {
        return id.indexOf('\0') >= 0 ? Optional.empty() : Optional.ofNullable(entities.find(Basket.class, id));
    }

    Optional<Basket> findByName(String name) {
        return entities.createNamedQuery("Basket.byName", Basket.class).setParameter("name", name)
                .getResultStream().findFirst();
    }

    List<Basket> list(BasketQuery wanted, Keyset keyset, int limit) {
        String field = FIELDS.get(keyset.request().orderBy());
        StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
        wanted.name().ifPresent(name -> where.add("b.name = :name"));
        wanted.status().ifPresent(status -> where.add("b.status = :status"));
        keyset.condition("b", field).ifPresent(where::add);
        TypedQuery<Basket> query = entities.createQuery("SELECT b FROM Basket b" + where + keyset.order("b", field), Basket.class)
                .setMaxResults(limit).setHint(Reads.HINT, true);
        wanted.name().ifPresent(name -> query.setParameter("name", Names.sanitise(name)));
        wanted.status().ifPresent(status -> query.setParameter("status", status));
        keyset.parameters().forEach(query::setParameter);
        return query.getResultList();
    }
}
