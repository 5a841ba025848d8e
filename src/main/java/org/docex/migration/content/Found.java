package org.docex.migration.content;

import org.docex.migration.report.FindingKind;
import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param content empty when there is none
 * @param place how it was found, for the report
 */
record Found(Optional<OldContent> content, String place, List<Remark> remarks) {
    /** A remark on the way. */
    record Remark(FindingKind kind, String detail) {}

    static Found nothing(List<Remark> remarks) {
        return new Found(Optional.empty(), "", List.copyOf(remarks));
    }
}
