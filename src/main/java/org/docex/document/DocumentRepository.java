package org.docex.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.basket.BasketContents;
import org.docex.paging.Keyset;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.List;
import java.util.Optional;

@Dependent
class DocumentRepository implements BasketContents {
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

    @Override
    public boolean isEmpty(String basketId) {
        return entities.createNamedQuery("Document.in", String.class).setParameter("basket", basketId).setMaxResults(1)
                .getResultList().isEmpty();
    }

    List<Document> list(String basketId, Keyset keyset, int limit) {
        TypedQuery<Document> query = entities.createNamedQuery(keyset.namedQuery(), Document.class)
                .setParameter("basket", basketId).setMaxResults(limit)
                .setHint(Reads.HINT, true);
        keyset.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    List<Document> search(DocumentSearch search, Keyset keyset, int limit) {
        return SearchQuery.page(entities, search, keyset).setMaxResults(limit).getResultList();
    }

    long count(DocumentSearch search) {
        return SearchQuery.count(entities, search).getSingleResult();
    }

    /** Where the contents of earlier versions lie. */
    List<String> placesOfVersions(String documentId) {
        return entities.createNamedQuery("DocumentVersion.places", String.class).setParameter("document", documentId).getResultList();
    }

    List<DocumentMetadata> metadata(String documentId) {
        return entities.createNamedQuery("DocumentMetadata.of", DocumentMetadata.class)
                .setParameter("document", documentId).getResultList();
    }
}
