package org.docex.tenant.boundary;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.registry.Tenant;
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

    /** @throws DocexException {@code UPGRADE_REFUSED} when these are not the tables that the version made */
    void requireUnaltered(Tenant tenant, String version, TableFingerprint reference) {
        difference(reference).ifPresent(difference -> {
            throw new DocexException(ErrorCode.UPGRADE_REFUSED, "The tables of tenant '" + tenant.tenantId()
                    + "' are not those of version " + version + "; " + difference
                    + ". Somebody altered them; bring them back to what they were, and repeat the upgrade. Nothing was changed.");
        });
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
