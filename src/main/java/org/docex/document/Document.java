package org.docex.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.docex.error.DocexException;
import org.docex.paging.SortableTime;
import java.time.Instant;

/**
 * A document's row. It begins {@code RECEIVED} with version 1 of its content and moves as {@link DocumentStatus} allows; its
 * bytes lie under {@code path} in the storage of its basket and are never changed in place; every change of facts, metadata or
 * content counts up its row version.
 */
@Entity
@Table(name = "document")
@NamedQuery(name = "Document.live", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND d.checksum = :checksum "
        + "AND d.sourceDigest = :source AND d.status <> 'DUPLICATE'")
@NamedQuery(name = "Document.in", query = "SELECT d.id FROM Document d WHERE d.basketId = :basket")
@NamedQuery(name = "Document.placesIn", query = "SELECT d.path FROM Document d WHERE d.basketId = :basket AND d.path <> ''")
@NamedQuery(name = "Document.removeIn", query = "DELETE FROM Document d WHERE d.basketId = :basket")
@NamedQuery(name = "Document.counts", query = "SELECT d.basketId, COUNT(d) FROM Document d WHERE d.basketId IN :baskets GROUP BY d.basketId")
@NamedQuery(name = "Document.summary", query = "SELECT d.status, d.documentType, COUNT(d), SUM(d.size) FROM Document d "
        + "WHERE d.basketId = :basket GROUP BY d.status, d.documentType")
public class Document {
    @Id
    private String id = "";

    @Column(name = "basket_id")
    private String basketId = "";

    private String name = "";

    private String source = "";

    @Column(name = "source_digest")
    private String sourceDigest = "";

    private String path = "";

    @Column(name = "content_type")
    private String contentType = "";

    @Column(name = "document_type")
    private String documentType = "";

    private long size;

    private String checksum = "";

    private String status = "RECEIVED";

    @Column(name = "content_version")
    private long contentVersion = 1;

    @Column(name = "processing_attempts")
    private long processingAttempts;

    @Version
    @Column(name = "row_version")
    private long rowVersion;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "updated_by")
    private String updatedBy = "";

    protected Document() {}

    Document(String id, String basketId, NewDocument facts, StoredContent content, String createdBy) {
        this.id = id;
        this.basketId = basketId;
        this.name = facts.name();
        this.source = facts.source();
        this.sourceDigest = facts.sourceDigest();
        this.documentType = facts.documentType();
        this.createdAt = SortableTime.now();
        this.createdBy = createdBy;
        this.updatedAt = createdAt;
        this.updatedBy = createdBy;
        keeps(content);
    }

    String id() {
        return id;
    }

    String basketId() {
        return basketId;
    }

    String path() {
        return path;
    }

    long rowVersion() {
        return rowVersion;
    }

    DocumentStatus status() {
        return DocumentStatus.valueOf(status);
    }

    String sourceDigest() {
        return sourceDigest;
    }

    /** False for a document that was migrated without its content. */
    boolean hasContent() {
        return !path.isEmpty();
    }

    /** The present content. */
    StoredContent content() {
        return new StoredContent(path, checksum, size, contentType);
    }

    long contentVersion() {
        return contentVersion;
    }

    /** The content is there again, as its checksum says. */
    void foundAgain(StoredContent content, String user) {
        keeps(content);
        changedBy(user);
    }

    /** Another content becomes the next version. */
    void becomes(StoredContent content, String user) {
        keeps(content);
        this.contentVersion++;
        changedBy(user);
    }

    private void keeps(StoredContent content) {
        this.path = content.key();
        this.checksum = content.checksum();
        this.size = content.size();
        this.contentType = content.contentType();
    }

    /** @throws DocexException {@code DOCUMENT_STATUS} for a move that is none */
    void become(DocumentPatch patch, String user) {
        patch.name().ifPresent(given -> this.name = given);
        patch.documentType().ifPresent(given -> this.documentType = given);
        patch.status().ifPresent(given -> this.status = status().moveTo(given).name());
        changedBy(user);
    }

    /** The same bytes are of another type. */
    void typed(String type, String user) {
        this.contentType = type;
        changedBy(user);
    }

    void changedBy(String user) {
        this.updatedAt = SortableTime.now();
        this.updatedBy = user;
    }

    DocumentView view() {
        return new DocumentView(id, basketId, name, documentType, contentType, size, checksum, status, contentVersion, source,
                createdAt, createdBy, updatedAt, updatedBy);
    }
}
