package org.docex.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Keyset;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantData;
import java.util.List;
import java.util.Optional;

@Dependent
class DocumentRepository {
    @Inject
    @TenantData
    EntityManager entities;

    void add(Object entity) {
        entities.persist(entity);
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

    /** @throws DocexException {@code NOT_FOUND} */
    Document required(String id) {
        return find(id).orElseThrow(() -> new DocexException(ErrorCode.NOT_FOUND, "There is no such document."));
    }

    Optional<Document> findLive(String basketId, String checksum, String sourceDigest) {
        return entities.createNamedQuery("Document.live", Document.class).setParameter("basket", basketId)
                .setParameter("checksum", checksum).setParameter("source", sourceDigest).getResultStream().findFirst();
    }

    /** @throws DocexException {@code DOCUMENT_EXISTS} when another live document has this content from the same source */
    void requireAlone(Document document, String checksum) {
        findLive(document.basketId(), checksum, document.sourceDigest()).filter(other -> !other.id().equals(document.id())).ifPresent(other -> {
            throw new DocexException(ErrorCode.DOCUMENT_EXISTS, "The basket has this content from this source already: " + other.id()
                    + ". Use that document, or mark one of the two as duplicate.");
        });
    }

    List<Document> search(DocumentSearch search, Keyset keyset, int limit) {
        return SearchQuery.page(entities, search, keyset).setMaxResults(limit).getResultList();
    }

    long count(DocumentSearch search) {
        return SearchQuery.count(entities, search).getSingleResult();
    }

    Optional<DocumentVersion> version(String documentId, long version) {
        return entities.createNamedQuery("DocumentVersion.one", DocumentVersion.class).setParameter("document", documentId)
                .setParameter("version", version).getResultStream().findFirst();
    }

    List<DocumentVersion> versions(String documentId, Keyset keyset, int limit) {
        String where = keyset.condition("v", "version").map(after -> " AND " + after).orElse("");
        TypedQuery<DocumentVersion> query = entities.createQuery("SELECT v FROM DocumentVersion v WHERE v.documentId = :document" + where
                + keyset.order("v", "version"), DocumentVersion.class).setParameter("document", documentId).setMaxResults(limit)
                .setHint(Reads.HINT, true);
        keyset.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    /** Where the contents of all versions lie. */
    List<String> placesOfVersions(String documentId) {
        return entities.createNamedQuery("DocumentVersion.places", String.class).setParameter("document", documentId).getResultList();
    }

    List<DocumentMetadata> metadata(String documentId) {
        return entities.createNamedQuery("DocumentMetadata.of", DocumentMetadata.class)
                .setParameter("document", documentId).getResultList();
    }
}
