package org.docex.document;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.storage.Names;
import java.util.Optional;
import java.util.Set;

/** A change of a document's facts; what is empty stays. Keys of stored content do not follow a new name. */
public record DocumentPatch(Optional<String> name, Optional<String> documentType, Optional<DocumentStatus> status) {
    private static final Set<String> FIELDS = Set.of("name", "document_type", "status");

    /** @throws DocexException {@code REQUEST_INVALID} */
    public DocumentPatch {
        name.ifPresent(text -> Names.given("document's name", text));
        documentType.ifPresent(type -> NewDocument.limit("document_type", type, NewDocument.MAX_TYPE));
    }

    /** @throws DocexException {@code REQUEST_INVALID} */
    static DocumentPatch of(JsonObject patch) {
        patch.keySet().stream().filter(key -> !FIELDS.contains(key)).findFirst().ifPresent(key -> {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "The field '" + key + "' cannot be changed: a document has 'name', 'document_type' and 'status' to change.");
        });
        return new DocumentPatch(text(patch, "name"), text(patch, "document_type"), text(patch, "status").map(DocumentStatus::of));
    }

    private static Optional<String> text(JsonObject patch, String name) {
        if (!patch.containsKey(name)) {
            return Optional.empty();
        }
        if (patch.get(name) instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw new DocexException(ErrorCode.REQUEST_INVALID, "The field '" + name + "' must be a text.");
    }

    /** What becomes another value by it. */
    JsonObject differences(DocumentView before, DocumentView after) {
        JsonObjectBuilder differences = Jsons.PROVIDER.createObjectBuilder();
        add(differences, "name", before.name(), after.name());
        add(differences, "document_type", before.documentType(), after.documentType());
        add(differences, "status", before.status(), after.status());
        return differences.build();
    }

    private static void add(JsonObjectBuilder differences, String field, String before, String after) {
        if (!before.equals(after)) {
            differences.add(field, Jsons.PROVIDER.createObjectBuilder().add("before", before).add("after", after));
        }
    }
}
