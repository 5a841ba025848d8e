package org.docex.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** A version before a document's present content: an import or a migration brought it. */
@Entity
@Table(name = "file_history")
@NamedQuery(name = "DocumentVersion.places", query = "SELECT v.place FROM DocumentVersion v WHERE v.documentId = :document")
public class DocumentVersion {
    @Id
    private String id = "";

    @Column(name = "document_id")
    private String documentId = "";

    @Column(name = "internal_path")
    private String place = "";

    protected DocumentVersion() {}
}
