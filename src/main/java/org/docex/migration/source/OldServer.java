package org.docex.migration.source;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.report.Faults;
import org.docex.migration.source.OldBoundary.Schema;
import org.docex.migration.source.OldConfig.DatabaseServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** 2.x on PostgreSQL: a schema a tenant. A boundary is read in one read-only transaction that sees one moment. */
final class OldServer implements OldInstallation {
    /** Schemas, and whether each has tables of 2.x; those of 3.0 have a table of their own name. Needs no right in any of them. */
    private static final String SCHEMAS = "SELECT n.nspname, coalesce(bool_or(c.relname = 'docbasket'), false), "
            + "coalesce(bool_or(c.relname = 'boundary'), false) FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid "
            + "AND c.relkind IN ('r', 'p') WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' "
            + "GROUP BY n.nspname ORDER BY n.nspname COLLATE \"C\"";

    private final OldConfig config;
    private final DatabaseServer server;

    OldServer(OldConfig config, DatabaseServer server) {
        this.config = config;
        this.server = server;
    }

    @Override
    public Found look() {
        List<OldBoundary> boundaries = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        Template template = new Template(server.schemaTemplate());
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMAS)) {
            while (row.next()) {
                String schema = row.getString(1);
                if (row.getBoolean(3)) {
                    continue;
                }
                Optional<String> id = id(schema, template);
                if (row.getBoolean(2)) {
                    id.ifPresentOrElse(found -> boundaries.add(new OldBoundary(found, new Schema(schema))),
                            () -> others.add(new Other("schema " + schema, "has tables of DocEX and is named by no template of the configuration")));
                } else if (config.tenants() && id.filter(found -> !found.equals(OldBoundary.SINGLE)).isPresent()) {
                    others.add(new Other("schema " + schema, "a schema without the tables of DocEX"));
                }
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
        return new Found(List.copyOf(boundaries), List.copyOf(others));
    }

    private Optional<String> id(String schema, Template template) {
        if (schema.equals("public")) {
            return Optional.of(OldBoundary.SINGLE);
        }
        if (schema.equals(server.systemSchema())) {
            return config.tenants() ? Optional.of("_docex_system_") : Optional.empty();
        }
        return config.tenants() && Template.is(server.schemaTemplate()) ? template.id(schema) : Optional.empty();
    }

    @Override
    public Optional<String> displayName(String id) {
        for (String schema : List.of(server.systemSchema(), "public")) {
            try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(
                    "SELECT display_name FROM \"" + schema.replace("\"", "\"\"") + "\".tenant_registry WHERE tenant_id = ?")) {
                statement.setString(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        return Optional.ofNullable(row.getString(1));
                    }
                }
            } catch (SQLException noRegister) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public OldDatabase open(OldBoundary boundary, Path scratch) {
        try {
            Connection connection = connect();
            try {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    // With row security on, rows would be missing without a word; off, PostgreSQL refuses instead.
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET row_security = off");
                }
                connection.setSchema(((Schema) boundary.place()).name());
                return new OldDatabase(connection, true, () -> {});
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    @Override
    public Set<Path> files() {
        return Set.of();
    }

    @Override
    public AutoCloseable holding(long lock) {
        try {
            Connection connection = connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(" + lock + ")");
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(server.database());
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setSslMode(server.sslMode());
        source.setReadOnly(true);
        source.setApplicationName("docex migrate-v2-to-v3");
        return source.getConnection();
    }

    private DocexException unreachable(SQLException e) {
        return new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The database of DocEX 2.x, " + server + ", cannot be read: "
                + Faults.said(e) + ". Correct 'database.postgres' in the configuration, start the database, or GRANT its login to read everything.", e);
    }
}
