package org.docex.migration.source;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.report.Faults;
import org.docex.migration.source.OldBoundary.DatabaseFile;
import org.docex.migration.source.OldConfig.DatabaseFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/**
 * 2.x on SQLite: a file a tenant.
 *
 * <p>A file is opened read-only and held in a read transaction, which keeps others from changing it meanwhile and writes
 * nothing. A file that SQLite would have to recover, or would write beside (a write-ahead log), is copied and the copy is read.
 */
final class OldFiles implements OldInstallation {
    private static final String READ_ONLY = "65";
    private static final String READ_WRITE = "66";
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int WAL = 2;
    private static final int WRITE_VERSION_AT = 18;

    private final OldConfig config;
    private final DatabaseFiles files;

    OldFiles(OldConfig config, DatabaseFiles files) {
        this.config = config;
        this.files = files;
    }

    @Override
    public Found look() {
        try {
            return find();
        } catch (IOException e) {
            throw unreadable(config.base(), e);
        }
    }

    private Found find() throws IOException {
        List<OldBoundary> boundaries = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        List<OldBoundary> candidates = new ArrayList<>();
        if (config.tenants()) {
            candidates.addAll(byTemplate());
        }
        for (Path file : files.single()) {
            if (Looking.at(file).isPresent() && candidates.stream().noneMatch(known -> pathOf(known).equals(file))) {
                candidates.add(new OldBoundary(OldBoundary.SINGLE, new DatabaseFile(file)));
            }
        }
        if (config.tenants() && Looking.at(files.system()).isPresent() && candidates.stream().noneMatch(known -> pathOf(known).equals(files.system()))) {
            candidates.add(new OldBoundary("_docex_system_", new DatabaseFile(files.system())));
        }
        for (OldBoundary candidate : candidates) {
            Optional<String> fault = fault(pathOf(candidate));
            if (fault.isPresent()) {
                others.add(new Other(candidate.place().toString(), fault.get()));
            } else if (candidate.isSingle() && boundaries.stream().anyMatch(OldBoundary::isSingle)) {
                others.add(new Other(candidate.place().toString(), "2.x used another file; this one is left where it is"));
            } else {
                boundaries.add(candidate);
            }
        }
        return new Found(List.copyOf(boundaries), List.copyOf(others));
    }

    /** Every file that the template can mean. */
    private List<OldBoundary> byTemplate() throws IOException {
        Path template = config.base().resolve(files.pathTemplate()).normalize();
        List<OldBoundary> found = new ArrayList<>();
        descend(template.getRoot(), template, 0, Optional.empty(), found);
        found.sort(Comparator.comparing(OldBoundary::id));
        return found;
    }

    private static void descend(Path at, Path template, int depth, Optional<String> known, List<OldBoundary> found) throws IOException {
        if (depth == template.getNameCount()) {
            if (known.isPresent() && Looking.at(at).isPresent()) {
                found.add(new OldBoundary(known.get(), new DatabaseFile(at)));
            }
            return;
        }
        String part = template.getName(depth).toString();
        if (!Template.is(part)) {
            descend(at.resolve(part), template, depth + 1, known, found);
            return;
        }
        Template names = new Template(part);
        try (Stream<Path> entries = Looking.isFolder(at) ? Files.list(at) : Stream.empty()) {
            for (Path entry : entries.sorted().toList()) {
                Optional<String> id = names.id(entry.getFileName().toString());
                if (id.isPresent() && known.filter(before -> !before.equals(id.get())).isEmpty()) {
                    descend(entry, template, depth + 1, id, found);
                }
            }
        }
    }

    /** Why a file is no boundary that can be moved. */
    private static Optional<String> fault(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of("no file");
            }
            if (Files.size(file) == 0) {
                return Optional.of("empty: DocEX 2.x made it and never its tables");
            }
            byte[] head = head(file);
            if (!Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC)) {
                return Optional.of("no SQLite database");
            }
            Path scratch = Files.createTempDirectory("docex-look");
            try (OldDatabase database = open(file, scratch)) {
                return database.isOfDocex() ? Optional.empty() : Optional.of("a database without the tables of DocEX");
            } finally {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (SQLException e) {
            throw locked(file, e);
        }
    }

    @Override
    public Optional<String> displayName(String id) {
        if (!Files.isRegularFile(files.system())) {
            return Optional.empty();
        }
        try (Connection connection = connect(files.system(), READ_ONLY + "&immutable=1");
                var statement = connection.prepareStatement("SELECT display_name FROM tenant_registry WHERE tenant_id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException noRegister) {
            return Optional.empty();
        }
    }

    @Override
    public OldDatabase open(OldBoundary boundary, Path scratch) {
        Path file = pathOf(boundary);
        try {
            return open(file, scratch);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (SQLException e) {
            throw locked(file, e);
        }
    }

    private static OldDatabase open(Path file, Path scratch) throws IOException, SQLException {
        if (hasLog(file)) {
            return openCopy(file, scratch);
        }
        Connection connection = connect(file, READ_ONLY);
        try {
            connection.setAutoCommit(false);
            return new OldDatabase(connection, false, () -> {});
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean hasLog(Path file) throws IOException {
        for (String suffix : List.of("-journal", "-wal")) {
            Path log = beside(file, suffix);
            if (Files.exists(log) && Files.size(log) > 0) {
                return true;
            }
        }
        return head(file)[WRITE_VERSION_AT] == WAL;
    }

    /** What was committed, recovered in a copy, so that nothing of the original is touched. */
    private static OldDatabase openCopy(Path file, Path scratch) throws IOException, SQLException {
        Path folder = Files.createTempDirectory(scratch, "copy");
        Path copy = folder.resolve("docex.db");
        AutoCloseable removal = () -> remove(folder);
        try {
            String before = state(file);
            for (String suffix : List.of("", "-journal", "-wal")) {
                Path original = beside(file, suffix);
                if (Files.exists(original)) {
                    Files.copy(original, beside(copy, suffix));
                }
            }
            if (!state(file).equals(before)) {
                throw new SQLException("it was changed while it was copied");
            }
            Connection connection = connect(copy, READ_WRITE);
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!row.next() || !row.getString(1).equals("ok")) {
                    throw new SQLException("it is damaged");
                }
                connection.setAutoCommit(false);
                return new OldDatabase(connection, false, removal);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException | SQLException | RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    private static String state(Path file) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String suffix : List.of("", "-journal", "-wal")) {
            Path part = beside(file, suffix);
            state.append(Files.exists(part) ? Files.size(part) + " " + Files.getLastModifiedTime(part) : "-").append(';');
        }
        return state.toString();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public Set<Path> files() {
        Set<Path> all = new HashSet<>();
        try {
            Stream.of(files.single(), List.of(files.system()), byTemplate().stream().map(OldFiles::pathOf).toList()).flatMap(List::stream)
                    .forEach(file -> List.of("", "-journal", "-wal", "-shm").forEach(suffix -> all.add(beside(file, suffix))));
        } catch (IOException e) {
            throw unreadable(config.base(), e);
        }
        return all;
    }

    @Override
    public AutoCloseable holding(long lock) {
        return () -> {};
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.copyOf(in.readNBytes(100), 100);
        }
    }

    private static Path pathOf(OldBoundary boundary) {
        return ((DatabaseFile) boundary.place()).path();
    }

    /** @param mode the flags of SQLite's open, with more parameters of its URI after an ampersand */
    private static Connection connect(Path file, String mode) throws SQLException {
        String[] parts = mode.split("&");
        Properties settings = new Properties();
        settings.setProperty("open_mode", parts[0]);
        settings.setProperty("busy_timeout", "3000");
        String parameters = parts[0].equals(READ_ONLY) ? "?mode=ro" : "";
        return JDBC.createConnection("jdbc:sqlite:" + file.toUri() + parameters + (parts.length > 1 ? "&" + parts[1] : ""), settings);
    }

    private static DocexException unreadable(Path file, IOException e) {
        return new DocexException(ErrorCode.DATABASE_UNAVAILABLE, file + " cannot be read: " + Faults.said(e)
                + ". Run the command as a user who may read the old installation.", e);
    }

    private static DocexException locked(Path file, SQLException e) {
        return new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The database " + file + " cannot be read: " + Faults.said(e)
                + ". Stop DocEX 2.x and everything else that uses it, and run the command again.", e);
    }
}
