package org.docex.document;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import org.docex.change.Change;
import org.docex.change.ChangeKind;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/** The metadata of the current tenant's documents. Values keep their JSON type. */
@Stateless
@TenantService
public class MetadataService {
    @Inject
    UserContext context;

    @Inject
    DocumentRepository documents;

    @Inject
    Event<Change> changes;

    /** Metadata and the row version it belongs to. */
    public record Metadata(Map<String, JsonValue> values, long rowVersion) {}

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public Metadata get(String documentId) {
        return get(documentId, Optional.empty());
    }

    /**
     * @param system whether the keys that DocEX keeps are wanted, or the others; empty for all
     * @throws DocexException {@code NOT_FOUND}
     */
    @Reads
    public Metadata get(String documentId, Optional<Boolean> system) {
        context.require(Role.READER);
        return metadata(documents.required(documentId), system);
    }

    /**
     * Removes one key.
     *
     * @throws DocexException {@code NOT_FOUND} for the document or its key, {@code REQUEST_INVALID} for a key that DocEX keeps
     */
    public Metadata delete(String documentId, String key, LongConsumer precondition) {
        documents.required(documentId);
        if (documents.metadata(documentId).stream().noneMatch(row -> row.key().equals(key))) {
            throw new DocexException(ErrorCode.NOT_FOUND, "The document has no such key of metadata.");
        }
        return merge(documentId, Map.of(key, JsonValue.NULL), precondition);
    }

    /**
     * Replaces the custom keys; system keys stay.
     *
     * @param precondition told the row version; throws when it is not the expected one
     */
    public Metadata replace(String documentId, Map<String, JsonValue> values, LongConsumer precondition) {
        return change(documentId, values, precondition, true);
    }

    /** Merges (RFC 7396): {@code null} removes a key, objects merge, everything else replaces. */
    public Metadata merge(String documentId, Map<String, JsonValue> patch, LongConsumer precondition) {
        return change(documentId, patch, precondition, false);
    }

    private Metadata change(
            String documentId, Map<String, JsonValue> given, LongConsumer precondition, boolean replace) {
        context.require(Role.USER);
        Document document = documents.required(documentId);
        precondition.accept(document.rowVersion());
        Map<String, DocumentMetadata> rows = new LinkedHashMap<>();
        documents.metadata(documentId).forEach(row -> rows.put(row.key(), row));
        Map<String, JsonValue> wanted = new LinkedHashMap<>();
        rows.forEach((key, row) -> {
            if (!replace || row.isSystem()) {
                wanted.put(key, Jsons.read(row.json()));
            }
        });
        given.forEach((key, value) -> {
            if (rows.containsKey(key) && rows.get(key).isSystem()) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The key '" + key + "' is kept by DocEX. Leave it out.");
            }
            apply(wanted, key, value, replace);
        });
        Map<String, JsonValue> changed = new LinkedHashMap<>(wanted);
        changed.entrySet().removeIf(entry -> rows.containsKey(entry.getKey()) && rows.get(entry.getKey()).json().equals(entry.getValue().toString()));
        MetadataRules.check(changed, rows.size(), wanted.size());
        rows.forEach((key, row) -> {
            if (!wanted.containsKey(key)) {
                documents.remove(row);
            }
        });
        changed.forEach((key, value) -> {
            DocumentMetadata row = rows.get(key);
            if (row == null) {
                documents.add(new DocumentMetadata(documentId, key, value.toString(), false, context.userId()));
            } else {
                row.become(value.toString(), context.userId());
            }
        });
        Set<String> removed = new TreeSet<>(rows.keySet());
        removed.removeAll(wanted.keySet());
        document.changedBy(context.userId());
        documents.flush();
        changes.fire(Change.ofDocument(ChangeKind.METADATA_UPDATED, document.basketId(), documentId, Jsons.PROVIDER.createObjectBuilder()
                .add("changed", Jsons.PROVIDER.createArrayBuilder(changed.keySet())).add("removed", Jsons.PROVIDER.createArrayBuilder(removed)).build()));
        return metadata(document, Optional.empty());
    }

    private static void apply(Map<String, JsonValue> wanted, String key, JsonValue value, boolean replace) {
        if (replace) {
            wanted.put(key, value);
        } else if (value == JsonValue.NULL) {
            wanted.remove(key);
        } else if (value.getValueType() == JsonValue.ValueType.OBJECT) {
            JsonValue before = wanted.getOrDefault(key, JsonValue.EMPTY_JSON_OBJECT);
            wanted.put(key, Jsons.PROVIDER.createMergePatch(value).apply(before));
        } else {
            wanted.put(key, value);
        }
    }

    private Metadata metadata(Document document, Optional<Boolean> system) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        documents.metadata(document.id()).stream().filter(row -> system.isEmpty() || system.get() == row.isSystem())
                .forEach(row -> values.put(row.key(), Jsons.read(row.json())));
        return new Metadata(values, document.rowVersion());
    }
}
