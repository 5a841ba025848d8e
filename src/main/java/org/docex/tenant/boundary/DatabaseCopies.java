package org.docex.tenant.boundary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;

/** SQLite: copies of a database; those that upgrades leave beside the file are called {@code <file>.before-<version>}. */
public final class DatabaseCopies {
    private static final String READ_WRITE = "2";
    private static final int OK = 0;
    private static final String MARK = ".before-";

    /** What SQLite keeps beside a file while it is used, or until it was recovered. */
    public static final List<String> LOGS = List.of("-wal", "-shm", "-journal");

    private final PrivateFiles files;

    public DatabaseCopies(PrivateFiles files) {
        this.files = files;
    }

    /**
     * Copies a database by SQLite's backup API: what is committed, whoever uses it meanwhile.
     *
     * @param draft where the copy grows; what an earlier attempt left there is removed
     * @param copy its name once it is complete and synced; must not exist
     * @throws org.docex.error.DocexException {@code BOUNDARY_EXISTS} when it does
     */
    public void copy(Path file, Path draft, Path copy) throws SQLException, IOException {
        Files.deleteIfExists(draft);
        try {
            files.write(draft, new byte[0]);
            Properties settings = new Properties();
            settings.setProperty("open_mode", READ_WRITE);
            settings.setProperty("busy_timeout", "10000");
            try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, settings)) {
                int result = connection.unwrap(SQLiteConnection.class).getDatabase().backup("main", draft.toString(), null);
                if (result != OK) {
                    throw new IOException("SQLite's backup of " + file + " ended with " + result);
                }
            }
            files.publish(draft, copy);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** As {@link #copy}, in the place of what an earlier attempt left. */
    public void copyAnew(Path file, Path draft, Path copy) throws SQLException, IOException {
        Files.deleteIfExists(copy);
        copy(file, draft, copy);
    }

    /** Where an upgrade to a version keeps what was before. */
    public static Path before(Path file, String version) {
        return file.resolveSibling(file.getFileName() + MARK + version);
    }

    /** All that belongs to a database and is there: its log, the copies that upgrades made, and at last the file itself. */
    static List<Path> belongings(Path file) throws IOException {
        if (!Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(file.getParent())) {
            String name = file.getFileName().toString();
            return beside.filter(path -> isOf(name, path.getFileName().toString())).sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static boolean isOf(String name, String other) {
        return other.equals(name) || other.startsWith(name + MARK) || LOGS.contains(
                other.startsWith(name) ? other.substring(name.length()) : "");
    }
}
