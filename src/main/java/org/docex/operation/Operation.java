package org.docex.operation;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.docex.json.Jsons;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of one piece of work on a document. */
@Entity
@Table(name = "operations")
public class Operation {
    @Id
    private String id = "";

    @Column(name = "document_id")
    private String documentId = "";

    @Column(name = "operation_type")
    private String operationType = "";

    private String status = "";

    private @Nullable String details;

    private @Nullable String error;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    protected Operation() {}

    /** One that is complete. */
    Operation(String documentId, String type, boolean success, String details, String user) {
        this.id = Ids.next("ope_");
        this.documentId = documentId;
        this.operationType = type;
        this.status = success ? "success" : "failed";
        this.details = details;
        this.createdAt = SortableTime.now();
        this.createdBy = user;
        this.completedAt = createdAt;
    }

    OperationView view() {
        return new OperationView(id, operationType, status, json(Optional.ofNullable(details)), Optional.ofNullable(error), createdAt,
                createdBy, Optional.ofNullable(completedAt));
    }

    /** A migrated text that is no JSON is shown as a text. */
    private static JsonValue json(Optional<String> text) {
        return text.<JsonValue>map(json -> {
            try {
                return Jsons.read(json);
            } catch (JsonException e) {
                return Jsons.PROVIDER.createValue(json);
            }
        }).orElse(JsonValue.NULL);
    }
}
