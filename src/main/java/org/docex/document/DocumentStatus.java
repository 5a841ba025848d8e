package org.docex.document;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A document's status and where it may go from there. Any may become {@code DUPLICATE}; a duplicate may only be received
 * again.
 */
public enum DocumentStatus {
    RECEIVED, PROCESSING, PROCESSED, FAILED, SENT, DUPLICATE;

    static final List<String> NAMES = Arrays.stream(values()).map(Enum::name).toList();

    /** @throws DocexException {@code REQUEST_INVALID} */
    static DocumentStatus of(String name) {
        if (!NAMES.contains(name)) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "status is one of " + NAMES + ".");
        }
        return valueOf(name);
    }

    private Set<DocumentStatus> next() {
        return switch (this) {
            case RECEIVED -> Set.of(PROCESSING, PROCESSED, FAILED, SENT, DUPLICATE);
            case PROCESSING -> Set.of(RECEIVED, PROCESSED, FAILED, DUPLICATE);
            case PROCESSED -> Set.of(PROCESSING, SENT, FAILED, DUPLICATE);
            case FAILED -> Set.of(RECEIVED, PROCESSING, DUPLICATE);
            case SENT -> Set.of(PROCESSING, PROCESSED, DUPLICATE);
            case DUPLICATE -> Set.of(RECEIVED);
        };
    }

    /** @throws DocexException {@code DOCUMENT_STATUS} */
    DocumentStatus moveTo(DocumentStatus wanted) {
        if (wanted != this && !next().contains(wanted)) {
            throw new DocexException(ErrorCode.DOCUMENT_STATUS, "A document that is " + this + " becomes one of " + next().stream().sorted().toList()
                    + ", not " + wanted + ".");
        }
        return wanted;
    }
}
