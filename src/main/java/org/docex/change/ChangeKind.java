package org.docex.change;

import java.util.Optional;

/** What can happen in a tenant. The name is the type of its event and the action of its audit. */
public enum ChangeKind {
    BASKET_CREATED,
    BASKET_UPDATED,
    BASKET_DELETED,
    DOCUMENT_ADDED("ADD"),
    /** The same bytes from the same source came again; nothing was stored. */
    DUPLICATE,
    /** Somebody marked a document as the duplicate of another. */
    DUPLICATE_DETECTED("MARK_DUPLICATE"),
    DOCUMENT_UPDATED("UPDATE_FACTS"),
    CONTENT_UPDATED("UPDATE"),
    CONTENT_RESTORED("RESTORE"),
    METADATA_UPDATED("UPDATE_METADATA"),
    /** Its operations go with it. */
    DOCUMENT_DELETED,
    /** What is stored is not what its row says; it was not sent. */
    INTEGRITY_FAILED("READ");

    private final Optional<String> operation;

    ChangeKind() {
        this.operation = Optional.empty();
    }

    ChangeKind(String operation) {
        this.operation = Optional.of(operation);
    }

    /** The type of the operation that the document keeps of it. */
    public Optional<String> operation() {
        return operation;
    }

    public boolean isFailure() {
        return this == INTEGRITY_FAILED;
    }
}
