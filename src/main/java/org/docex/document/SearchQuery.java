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
    private static final Map<String, String> FIELDS =
            Map.of("created_at", "createdAt", "updated_at", "updatedAt", "name", "name", "size", "size");

    private final StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
    private final Map<String, Object> parameters = new HashMap<>();

    private SearchQuery(DocumentSearch search) {
        search.basketId().ifPresent(id -> and("d.basketId = :basket", Map.of("basket", id)));
        search.name().ifPresent(name -> and("d.name = :name", Map.of("name", name)));
        search.status().ifPresent(status -> and("d.status = :status", Map.of("status", status)));
        search.documentType().ifPresent(type -> and("d.documentType = :type", Map.of("type", type)));
        search.checksum().ifPresent(checksum -> and("d.checksum = :checksum", Map.of("checksum", checksum)));
        search.created().from().ifPresent(time -> and("d.createdAt >= :createdFrom", Map.of("createdFrom", time)));
        search.created().before().ifPresent(time -> and("d.createdAt < :createdBefore", Map.of("createdBefore", time)));
        search.updated().from().ifPresent(time -> and("d.updatedAt >= :updatedFrom", Map.of("updatedFrom", time)));
        search.updated().before().ifPresent(time -> and("d.updatedAt < :updatedBefore", Map.of("updatedBefore", time)));
        search.metadata().ifPresent(metadata -> metadata.forEach(this::andMetadata));
        search.value().ifPresent(value -> and("d.id IN (SELECT m.documentId FROM DocumentMetadata m WHERE m.valueDigest = :anyDigest)",
                Map.of("anyDigest", Sha256.hex(value.toString()))));
    }

    static TypedQuery<Long> count(EntityManager entities, DocumentSearch search) {
        SearchQuery query = new SearchQuery(search);
        return query.bound(entities.createQuery("SELECT COUNT(d) FROM Document d" + query.where, Long.class));
    }

    /** In the order of the keyset, from where its cursor continues. */
    static TypedQuery<Document> page(EntityManager entities, DocumentSearch search, Keyset keyset) {
        SearchQuery query = new SearchQuery(search);
        String field = FIELDS.get(keyset.request().orderBy());
        keyset.condition("d", field).ifPresent(after -> query.and(after, keyset.parameters()));
        return query.bound(entities.createQuery("SELECT d FROM Document d" + query.where + keyset.order("d", field), Document.class))
                .setHint(Reads.HINT, true);
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
