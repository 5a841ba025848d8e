package org.docex.migration.source;

import java.nio.file.Path;

/**
 * Where the old installation keeps one tenant's rows.
 *
 * @param id the tenant's id in 2.x; {@link #SINGLE} for the one database of an installation without tenants
 */
public record OldBoundary(String id, Place place) {
    public static final String SINGLE = "(single)";

    /** A file or a schema. */
    public sealed interface Place {}

    /** SQLite. */
    public record DatabaseFile(Path path) implements Place {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** PostgreSQL. */
    public record Schema(String name) implements Place {
        @Override
        public String toString() {
            return "schema " + name;
        }
    }

    public boolean isSingle() {
        return id.equals(SINGLE);
    }
}
