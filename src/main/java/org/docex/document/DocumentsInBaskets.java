package org.docex.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.docex.basket.BasketContents;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.TenantStorage;
import org.docex.tenant.TenantData;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What baskets ask of the documents in them. */
@Dependent
class DocumentsInBaskets implements BasketContents {
    @Inject
    @TenantData
    EntityManager entities;

    @Inject
    TenantStorage storage;

    @Override
    public boolean isEmpty(String basketId) {
        return entities.createNamedQuery("Document.in", String.class).setParameter("basket", basketId).setMaxResults(1)
                .getResultList().isEmpty();
    }

    @Override
    public Map<String, Long> counts(Collection<String> basketIds) {
        Map<String, Long> counts = new HashMap<>();
        if (!basketIds.isEmpty()) {
            entities.createNamedQuery("Document.counts", Object[].class).setParameter("baskets", basketIds).getResultList()
                    .forEach(row -> counts.put((String) row[0], ((Number) row[1]).longValue()));
        }
        return counts;
    }

    @Override
    public Summary summary(String basketId) {
        Map<String, Long> byStatus = new TreeMap<>();
        Map<String, Long> byType = new TreeMap<>();
        long documents = 0;
        long size = 0;
        for (Object[] row : entities.createNamedQuery("Document.summary", Object[].class).setParameter("basket", basketId).getResultList()) {
            long count = ((Number) row[2]).longValue();
            byStatus.merge((String) row[0], count, Long::sum);
            byType.merge((String) row[1], count, Long::sum);
            documents += count;
            size += ((Number) row[3]).longValue();
        }
        return new Summary(documents, size, byStatus, byType);
    }

    @Override
    public List<String> removeAll(String basketId, String stored) {
        List<String> documents = named("Document.in", basketId);
        Set<String> places = new HashSet<>(named("Document.placesIn", basketId));
        places.addAll(named("DocumentVersion.placesIn", basketId));
        int removed = entities.createNamedQuery("Document.removeIn").setParameter("basket", basketId).executeUpdate();
        if (removed != documents.size()) {
            throw new DocexException(ErrorCode.CHANGED_MEANWHILE, "Documents came or went at the same moment. Repeat the call.");
        }
        storage.deleteWithTransaction(stored, places);
        return documents;
    }

    private List<String> named(String query, String basketId) {
        return entities.createNamedQuery(query, String.class).setParameter("basket", basketId).getResultList();
    }
}
