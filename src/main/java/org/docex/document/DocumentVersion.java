package org.docex.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.docex.paging.SortableTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of a document's content; written once; only the place of its bytes may become another. It goes with its document. */
@Entity
@Table(name = "file_history")
@NamedQuery(name = "DocumentVersion.one", query = "SELECT v FROM DocumentVersion v WHERE v.documentId = :document AND v.version = :version")
@NamedQuery(name = "DocumentVersion.places", query = "SELECT v.place FROM DocumentVersion v WHERE v.documentId = :document")
@NamedQuery(name = "DocumentVersion.placesIn", query = "SELECT v.place FROM DocumentVersion v WHERE v.documentId IN "
        + "(SELECT d.id FROM Document d WHERE d.basketId = :basket)")
public class DocumentVersion {
    @Id
    private String id = "";

    @Column(name = "document_id")
    private String documentId = "";

    private long version;

    @Column(name = "original_path")
    private @Nullable String originalPath;

    @Column(name = "internal_path")
    private String place = "";

    private String checksum = "";

    private long size;

    @Column(name = "content_type")
    private String contentType = "";

    private String reason = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    protected DocumentVersion() {}

    /** @param source where it came from; empty for a restored one */
    DocumentVersion(String id, String documentId, long version, StoredContent content, Reason reason, Optional<String> source, String user) {
        this.id = id;
        this.documentId = documentId;
        this.version = version;
        this.originalPath = source.orElse(null);
        this.place = content.key();
        this.checksum = content.checksum();
        this.size = content.size();
        this.contentType = content.contentType();
        this.reason = reason.name();
        this.createdAt = SortableTime.now();
        this.createdBy = user;
    }

    /** Why a version was made; {@code MIGRATION} comes from DocEX 2.x. */
    enum Reason { ADD, UPDATE, RESTORE, MIGRATION }

    /** The same bytes lie elsewhere now: the storage had lost them. */
    void foundAt(String key) {
        this.place = key;
    }

    StoredContent content() {
        return new StoredContent(place, checksum, size, contentType);
    }

    VersionView view() {
        return new VersionView(version, checksum, size, contentType, createdAt, createdBy, reason);
    }
}
