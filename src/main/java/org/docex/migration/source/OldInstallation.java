package org.docex.migration.source;

import org.docex.error.DocexException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An installation of DocEX 2.x, which is read and never changed. */
public interface OldInstallation {
    /**
     * What lies there.
     *
     * @param boundaries those that hold tables of DocEX, by id
     * @param others what looks like a boundary and is none that can be moved, with the reason
     */
    record Found(List<OldBoundary> boundaries, List<Other> others) {}

    /** Something that looks like a boundary. */
    record Other(String what, String why) {}

    /** Looks for boundaries. */
    Found look();

    /** The display name that the register of 2.7 and later has for a tenant. */
    Optional<String> displayName(String id);

    /**
     * Opens a boundary.
     *
     * @param scratch a folder of ours, for the copy of a database that cannot be read without changing it
     * @throws DocexException {@code DATABASE_UNAVAILABLE}
     */
    OldDatabase open(OldBoundary boundary, Path scratch);

    /** The files of the installation's databases; none on a database server. */
    Set<Path> files();

    /**
     * Holds an advisory lock in the installation's database until it is closed, so that a second connection can tell whether it
     * leads to the same one. It is no change of the database.
     */
    AutoCloseable holding(long lock);

    static OldInstallation of(OldConfig config) {
        return config.database() instanceof OldConfig.DatabaseFiles files
                ? new OldFiles(config, files) : new OldServer(config, (OldConfig.DatabaseServer) config.database());
    }
}
