package org.docex.operation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.List;

@Dependent
class OperationRepository {
    @Inject
    @TenantData
    EntityManager entities;

    void add(Operation operation) {
        entities.persist(operation);
    }

    List<Operation> list(String documentId, Keyset keyset, int limit) {
        String where = keyset.condition("o", "createdAt").map(after -> " AND " + after).orElse("");
        TypedQuery<Operation> query = entities.createQuery("SELECT o FROM Operation o WHERE o.documentId = :document" + where
                + keyset.order("o", "createdAt"), Operation.class).setParameter("document", documentId).setMaxResults(limit)
                .setHint(Reads.HINT, true);
        keyset.parameters().forEach(query::setParameter);
        return query.getResultList();
    }
}
