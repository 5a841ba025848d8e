package org.docex.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import org.docex.storage.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One key of a document's metadata; the value is JSON text, found by the digest of it. */
@Entity
@Table(name = "document_metadata")
@NamedQuery(name = "DocumentMetadata.of", query = "SELECT m FROM DocumentMetadata m WHERE m.documentId = :document ORDER BY m.key")
public class DocumentMetadata {
    @Id
    private String id = "";

    @Column(name = "document_id")
    private String documentId = "";

    private String key = "";

    private String value = "";

    @Column(name = "value_digest")
    private String valueDigest = "";

    @Column(name = "metadata_type")
    private String metadataType = "custom";

    @Column(name = "coordination_id")
    private @Nullable String coordinationId;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "updated_by")
    private String updatedBy = "";

    protected DocumentMetadata() {}

    DocumentMetadata(String documentId, String key, String json, boolean system, String user) {
        this.id = Ids.next("dmt_");
        this.documentId = documentId;
        this.key = key;
        this.metadataType = system ? "system" : "custom";
        this.createdAt = SortableTime.now();
        this.createdBy = user;
        become(json, user);
    }

    final void become(String json, String user) {
        this.value = json;
        this.valueDigest = Sha256.hex(json);
        this.updatedAt = SortableTime.now();
        this.updatedBy = user;
    }

    String key() {
        return key;
    }

    String json() {
        return value;
    }

    boolean isSystem() {
        return metadataType.equals("system");
    }
}
