package org.docex.document;

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
class DocumentRepository {
    /** EclipseLink's hint: what is only shown needs no copy to compare with. */
    private static final String READ_ONLY = "eclipselink.read-only";

    @Inject
    @TenantData
    EntityManager entities;

    void add(Document document, List<DocumentMetadata> metadata) {
        entities.persist(document);
        metadata.forEach(entities::persist);
        flush();
    }

    void add(DocumentMetadata row) {
        entities.persist(row);
    }

    void remove(Object entity) {
        entities.remove(entity);
    }

    /** Failures show now, and not at the commit. */
    void flush() {
        entities.flush();
    }

    Optional<Document> find(String id) {
        return id.indexOf('\0') >= 0 ? Optional.empty() : Optional.ofNullable(entities.find(Document.class, id));
    }

    Optional<Document> findLive(String basketId, String checksum, String sourceDigest) {
        return entities.createNamedQuery("Document.live", Document.class).setParameter("basket", basketId)
                .setParameter("checksum", checksum).setParameter("source", sourceDigest).getResultStream().findFirst();
    }

    List<Document> list(String basketId, Keyset keyset, int limit) {
        TypedQuery<Document> query = entities.createNamedQuery(keyset.namedQuery(), Document.class)
                .setParameter("basket", basketId).setMaxResults(limit)
                .setHint(READ_ONLY, true);
        keyset.position().ifPresent(position -> {
            Object value = keyset.namedQuery().contains("created_at") ? Instant.parse(position.get(0)) : position.get(0);
            query.setParameter("value", value).setParameter("id", position.get(1));
        });
        return query.getResultList();
    }

    List<DocumentMetadata> metadata(String documentId) {
        return entities.createNamedQuery("DocumentMetadata.of", DocumentMetadata.class)
                .setParameter("document", documentId).getResultList();
    }
}
