package org.docex.migration.report;

import org.docex.error.DocexException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * What a migration has done and found so far: a database beside the new home, so that memory does not grow with the
 * installation and a run that was cut off goes on. What is not committed by {@link #commit} never happened. One thread at a
 * time uses it.
 */
public final class Ledger implements AutoCloseable {
    /** What stands behind the id of a history's row to name its content's owner; a document might have that id too. */
    public static final String HISTORY = "#history";

    /** What stands behind a document's id to name the owner of a text that 2.x kept in the document's row. */
    public static final String RAW_TEXT = "#text";
    public static final String CONTENT_TEXT = "#content";

    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS finding (tenant TEXT, phase TEXT, kind TEXT, subject TEXT, detail TEXT);
            CREATE INDEX IF NOT EXISTS finding_ix ON finding (tenant, phase);
            CREATE TABLE IF NOT EXISTS tally (tenant TEXT, place INTEGER, name TEXT, old INTEGER, new INTEGER, added INTEGER,
              left_behind INTEGER, PRIMARY KEY (tenant, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS done (tenant TEXT, phase TEXT, PRIMARY KEY (tenant, phase)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS content (tenant TEXT, owner TEXT, kind TEXT, document TEXT, version INTEGER, basket TEXT,
              source_digest TEXT, live INTEGER, made TEXT, key TEXT, checksum TEXT, size INTEGER, place TEXT, file TEXT, stamp TEXT,
              name TEXT, wanted TEXT, seen INTEGER, complete INTEGER,
              PRIMARY KEY (tenant, owner)) WITHOUT ROWID;
            CREATE UNIQUE INDEX IF NOT EXISTS content_key_uq ON content (tenant, key) WHERE key <> '';
            CREATE INDEX IF NOT EXISTS content_live_ix ON content (tenant, basket, checksum, source_digest, made, owner);
            CREATE INDEX IF NOT EXISTS content_document_ix ON content (tenant, document, version);
            CREATE INDEX IF NOT EXISTS content_file_ix ON content (file);
            CREATE TABLE IF NOT EXISTS folder (path TEXT, tenant TEXT, basket TEXT, PRIMARY KEY (path, tenant, basket)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS mark (tenant TEXT, document TEXT, key TEXT, value TEXT, made TEXT,
              PRIMARY KEY (tenant, document, key)) WITHOUT ROWID;
            """;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param file made when it is not there */
    public Ledger(Path file) {
        this.file = file;
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "NORMAL");
        try {
            connection = JDBC.createConnection("jdbc:sqlite:" + file.toUri(), settings);
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES.split(";\\s*\n")) {
                    statement.execute(table);
                }
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** What is read from a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException, IOException;
    }

    /** Work with a row. */
    @FunctionalInterface
    public interface RowWork {
        void with(ResultSet row) throws SQLException, IOException;
    }

    public void update(String sql, @Nullable Object... values) {
        try {
            prepared(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... values) {
        try (ResultSet found = prepared(sql, values).executeQuery()) {
            return found.next() ? Optional.of(row.read(found)) : Optional.empty();
        } catch (SQLException e) {
            throw broken(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads rows one after the other, on a statement of its own. */
    public void each(String sql, RowWork work, @Nullable Object... values) throws IOException {
        try (PreparedStatement statement = bound(connection.prepareStatement(sql), values); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                work.with(rows);
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public void found(String phase, Finding finding) {
        update("INSERT INTO finding (tenant, phase, kind, subject, detail) VALUES (?, ?, ?, ?, ?)",
                finding.tenant(), phase, finding.kind().name(), finding.subject(), finding.detail());
    }

    /** Forgets what a phase found that has to be done again. */
    public void forget(String tenant, String phase) {
        update("DELETE FROM finding WHERE tenant = ? AND phase = ?", tenant, phase);
    }

    public boolean isDone(String tenant, String phase) {
        return one("SELECT 1 FROM done WHERE tenant = ? AND phase = ?", row -> true, tenant, phase).orElse(false);
    }

    public void done(String tenant, String phase) {
        update("INSERT OR IGNORE INTO done (tenant, phase) VALUES (?, ?)", tenant, phase);
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return bound(known, values);
    }

    private static PreparedStatement bound(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private DocexException broken(SQLException e) {
        return Faults.of("the migration's record " + file, e);
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }
}
