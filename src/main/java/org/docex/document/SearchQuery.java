package org.docex.document;

import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.docex.paging.Keyset;
import org.docex.storage.Sha256;
import org.docex.tenant.Reads;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A search as JPQL: a fixed fragment for each condition that is given. What a caller wrote is never part of the text, only a
 * parameter of it.
 */
final class SearchQuery {
    private final StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
    private final Map<String, Object> parameters = new HashMap<>();

    private SearchQuery(DocumentSearch search) {
        search.basketId().ifPresent(id -> and("d.basketId = :basket", Map.of("basket", id)));
        search.name().ifPresent(name -> and("d.name = :name", Map.of("name", name)));
        search.status().ifPresent(status -> and("d.status = :status", Map.of("status", status)));
        search.documentType().ifPresent(type -> and("d.documentType = :type", Map.of("type", type)));
        search.checksum().ifPresent(checksum -> and("d.checksum = :checksum", Map.of("checksum", checksum)));
        search.metadata().ifPresent(metadata -> metadata.forEach(this::andMetadata));
    }

    static TypedQuery<Long> count(EntityManager entities, DocumentSearch search) {
        SearchQuery query = new SearchQuery(search);
        return query.bound(entities.createQuery("SELECT COUNT(d) FROM Document d" + query.where, Long.class));
    }

    /** In the order of the keyset, from where its cursor continues. */
    static TypedQuery<Document> page(EntityManager entities, DocumentSearch search, Keyset keyset) {
        SearchQuery query = new SearchQuery(search);
        String field = keyset.request().orderBy().equals("name") ? "d.name" : "d.createdAt";
        String after = keyset.request().descending() ? "<" : ">";
        String direction = keyset.request().descending() ? " DESC" : "";
        if (keyset.position().isPresent()) {
            query.and(field + " " + after + "= :value AND (" + field + " " + after + " :value OR d.id " + after + " :id)",
                    keyset.parameters());
        }
        return query.bound(entities.createQuery("SELECT d FROM Document d" + query.where
                + " ORDER BY " + field + direction + ", d.id" + direction, Document.class)).setHint(Reads.HINT, true);
    }

    /** A list of ids and no EXISTS, which SQLite would ask of every document instead of the index of values. */
    private void andMetadata(String key, JsonValue value) {
        int number = parameters.size();
        and("d.id IN (SELECT m.documentId FROM DocumentMetadata m WHERE m.key = :key" + number
                + " AND m.valueDigest = :digest" + number + ")",
                Map.of("key" + number, key, "digest" + number, Sha256.hex(value.toString())));
    }

    private void and(String condition, Map<String, Object> values) {
        where.add(condition);
        parameters.putAll(values);
    }

    private <T> TypedQuery<T> bound(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
