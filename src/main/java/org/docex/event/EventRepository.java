package org.docex.event;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Dependent
class EventRepository {
    @Inject
    @TenantData
    EntityManager entities;

    /** Counts, and holds the counter until the commit; the first of the new sequences. */
    long advance(int count) {
        entities.createNamedQuery("EventClock.advance").setParameter("count", (long) count).executeUpdate();
        return last() - count + 1;
    }

    long last() {
        return entities.createNamedQuery("EventClock.read", Long.class).getSingleResult();
    }

    /** The first that happened at this time or later. */
    Optional<Long> first(Instant oldest) {
        @Nullable Long first = entities.createNamedQuery("DocEvent.first", Long.class).setParameter("oldest", oldest).getSingleResult();
        return Optional.ofNullable(first);
    }

    void add(DocEvent event) {
        entities.persist(event);
    }

    void expire(Instant before) {
        entities.createNamedQuery("DocEvent.expire").setParameter("before", before).executeUpdate();
    }

    List<DocEvent> list(EventQuery wanted, long after, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("after", after);
        wanted.basketId().ifPresent(id -> parameters.put("basketId", id));
        wanted.documentId().ifPresent(id -> parameters.put("documentId", id));
        wanted.eventType().ifPresent(type -> parameters.put("eventType", type));
        StringBuilder where = new StringBuilder("e.sequence > :after");
        parameters.keySet().stream().filter(name -> !name.equals("after"))
                .forEach(name -> where.append(" AND e.").append(name).append(" = :").append(name));
        TypedQuery<DocEvent> query = entities.createQuery("SELECT e FROM DocEvent e WHERE " + where + " ORDER BY e.sequence", DocEvent.class)
                .setMaxResults(limit).setHint(Reads.HINT, true);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
