package org.docex.document;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;

/** The refusal of content that is not what its row says. */
final class Damage {
    private Damage() {}

    static DocexException found() {
        return new DocexException(ErrorCode.INTEGRITY,
                "The stored content is not what was recorded; it is not sent. Ask the operator to restore it.");
    }
}
