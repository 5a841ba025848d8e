package org.docex.migration.convert;

import org.docex.migration.report.FindingKind;

/** Where a conversion says what it found. */
@FunctionalInterface
public interface Remarks {
    /** @param subject what it is about, for example {@code document doc_1} */
    void found(FindingKind kind, String subject, String detail);
}
