package org.docex.tenant.registry;

import org.docex.config.DocexConfig;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SQLite: whether the system file is the right one in a place where SQLite keeps what it promises. */
public final class SystemFile {
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "9p", "afs");

    private SystemFile() {}

    /** The server's data source and the configuration must mean the same file. */
    public static Optional<String> wrongFile(DocexConfig config, Statements statements) throws SQLException {
        Path expected = config.multiTenancy().bootstrapTenant().databasePath();
        String opened = statements.one("SELECT file FROM pragma_database_list WHERE name = 'main'", row -> row.getString(1))
                .orElse("");
        try {
            if (Files.isSameFile(expected, Path.of(opened))) {
                return Optional.empty();
            }
        } catch (IOException missing) {
            // reported below
        }
        return Optional.of("jdbc/docexSystem opened another file than bootstrap_tenant.database_path names. "
                + "Start the server with the DOCEX_HOME of this docex.yaml.");
    }

    /** SQLite's locks are not kept on network file systems. */
    public static Optional<String> networkFault(DocexConfig config) {
        try {
            String type = Files.getFileStore(config.home()).type().toLowerCase(Locale.ROOT);
            return NETWORK_FILE_SYSTEMS.contains(type)
                    ? Optional.of("The home folder lies on a network file system (" + type + "), where SQLite loses data. "
                            + "Use a local disk, or PostgreSQL.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The home folder cannot be reached. Check docex.home and its permissions.");
        }
    }
}
