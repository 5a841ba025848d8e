package org.docex.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

@Dependent
class AuditRepository {
    @Inject
    @TenantData
    EntityManager entities;

    void add(AuditEntry entry) {
        entities.persist(entry);
    }

    List<AuditEntry> list(AuditQuery wanted, Keyset keyset, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>(wanted.values());
        StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
        parameters.keySet().forEach(name -> where.add(switch (name) {
            case "from" -> "a.occurredAt >= :from";
            case "before" -> "a.occurredAt < :before";
            default -> "a." + name + " = :" + name;
        }));
        keyset.condition("a", "occurredAt").ifPresent(where::add);
        parameters.putAll(keyset.parameters());
        TypedQuery<AuditEntry> query = entities.createQuery("SELECT a FROM AuditEntry a" + where + keyset.order("a", "occurredAt"),
                AuditEntry.class).setMaxResults(limit).setHint(Reads.HINT, true);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
