package org.docex.tenant.provisioning;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** What a boundary's tables are, line by line, to be compared with what their version made. */
record TableFingerprint(TreeSet<String> lines) {
    TableFingerprint(Collection<String> lines) {
        this(new TreeSet<>(lines));
    }

    /** The first thing in which the tables are not those of the reference; empty when there is none. */
    Optional<String> difference(TableFingerprint reference) {
        return missing(reference.lines, lines).map(line -> "missing: " + line)
                .or(() -> missing(lines, reference.lines).map(line -> "not ours: " + line));
    }

    private static Optional<String> missing(TreeSet<String> wanted, TreeSet<String> found) {
        return wanted.stream().filter(line -> !found.contains(line)).findFirst();
    }
}
