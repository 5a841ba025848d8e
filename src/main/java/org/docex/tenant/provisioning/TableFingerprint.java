package org.docex.tenant.provisioning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a boundary's tables are, line by line, to be compared with what their version made. */
record TableFingerprint(TreeSet<String> lines) {
    TableFingerprint(Collection<String> lines) {
        this(new TreeSet<>(lines));
    }

    /** The parts of a {@code CREATE} statement: one a column or constraint, however they are spaced. */
    static List<String> definitions(String sql) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (char one : sql.toCharArray()) {
            depth += one == '(' ? 1 : one == ')' ? -1 : 0;
            if (depth == 1 && (one == ',' || one == '(') || depth == 0 && one == ')') {
                parts.add(part.toString().strip().replaceAll("\\s+", " "));
                part.setLength(0);
            } else {
                part.append(one);
            }
        }
        parts.add(part.toString().strip().replaceAll("\\s+", " "));
        parts.removeIf(String::isEmpty);
        return parts;
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
