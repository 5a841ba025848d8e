package org.docex.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import java.time.Instant;

/**
 * A document's row. It begins {@code RECEIVED} with version 1 of its content; its bytes lie under {@code path} in the storage
 * of its basket and are never changed in place; every change of facts or metadata counts up its row version.
 */
@Entity
@Table(name = "document")
@NamedQuery(name = "Document.live", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND d.checksum = :checksum "
        + "AND d.sourceDigest = :source AND d.status <> 'DUPLICATE'")
@NamedQuery(name = "Document.in", query = "SELECT d.id FROM Document d WHERE d.basketId = :basket")
@NamedQuery(name = "Document.created_at.desc", query = "SELECT d FROM Document d WHERE d.basketId = :basket "
        + "ORDER BY d.createdAt DESC, d.id DESC")
@NamedQuery(name = "Document.created_at.desc.after", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND "
        + "d.createdAt <= :value AND (d.createdAt < :value OR d.id < :id) ORDER BY d.createdAt DESC, d.id DESC")
@NamedQuery(name = "Document.created_at.asc", query = "SELECT d FROM Document d WHERE d.basketId = :basket "
        + "ORDER BY d.createdAt, d.id")
@NamedQuery(name = "Document.created_at.asc.after", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND "
        + "d.createdAt >= :value AND (d.createdAt > :value OR d.id > :id) ORDER BY d.createdAt, d.id")
@NamedQuery(name = "Document.name.desc", query = "SELECT d FROM Document d WHERE d.basketId = :basket "
        + "ORDER BY d.name DESC, d.id DESC")
@NamedQuery(name = "Document.name.desc.after", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND "
        + "d.name <= :value AND (d.name < :value OR d.id < :id) ORDER BY d.name DESC, d.id DESC")
@NamedQuery(name = "Document.name.asc", query = "SELECT d FROM Document d WHERE d.basketId = :basket ORDER BY d.name, d.id")
@NamedQuery(name = "Document.name.asc.after", query = "SELECT d FROM Document d WHERE d.basketId = :basket AND "
        + "d.name >= :value AND (d.name > :value OR d.id > :id) ORDER BY d.name, d.id")
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

    Document(String basketId, NewDocument facts, String checksum, long size, String createdBy) {
        this.id = Ids.next("doc_");
        this.basketId = basketId;
        this.name = facts.name();
        this.source = facts.source();
        this.sourceDigest = facts.sourceDigest();
        this.contentType = facts.contentType();
        this.documentType = facts.documentType();
        this.checksum = checksum;
        this.size = size;
        this.createdAt = SortableTime.now();
        this.createdBy = createdBy;
        this.updatedAt = createdAt;
        this.updatedBy = createdBy;
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

    void storedAt(String key) {
        this.path = key;
    }

    /** False for a document that was migrated without its content. */
    boolean hasContent() {
        return !path.isEmpty();
    }

    /** The content is there again, as its checksum says. */
    void foundAgain(String key, long bytes, String user) {
        storedAt(key);
        this.size = bytes;
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
