package org.docex.tenant;

import org.docex.paging.CursorKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one tenant's data lies. A value, made by the registry alone.
 *
 * @param tenant whose it is
 * @param place the tables
 * @param storageSegment the first segment of every storage key; empty in single-tenant mode
 * @param cursorKey signs the cursors handed out inside this boundary
 */
public record Boundary(TenantId tenant, Place place, Optional<String> storageSegment, CursorKey cursorKey) {

    /** The tables of a boundary. */
    public sealed interface Place {}

    /** PostgreSQL: a schema, and the role that alone may use it (empty where {@code role_per_tenant} is off). */
    public record Schema(String name, Optional<String> role) implements Place {}

    /** SQLite: a database file. */
    public record DatabaseFile(Path path) implements Place {}

    /** True when both lie in the same place. */
    public boolean isSameAs(Boundary other) {
        return tenant.equals(other.tenant) && place.equals(other.place);
    }
}
