package org.docex.tenant.boundary;

import org.docex.config.DocexConfig;
import org.docex.paging.SortableTime;
import org.docex.log.Log;
import org.docex.tenant.plan.PassingStep;
import org.docex.tenant.plan.Plan;
import org.docex.tenant.plan.PlanJournal;
import org.docex.tenant.plan.Removal;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.JDBC;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: a file, made as a copy of a template under a name that does not exist yet, synced before it has its name.
 */
final class DatabaseFilePlan implements BoundaryPlan {
    private static final String READ_ONLY = "1";
    private static final String READ_WRITE = "2";

    private final DocexConfig config;
    private final PlanJournal journal;
    private final PrivateFiles files;
    private final TenantTables tables = new TenantTables(false);
    private final Map<String, TableFingerprint> references = new ConcurrentHashMap<>();
    private byte @Nullable [] template;

    DatabaseFilePlan(DocexConfig config, PlanJournal journal) {
        this.config = config;
        this.journal = journal;
        this.files = new PrivateFiles(config.home());
    }

    @Override
    public boolean exists(Statements statements, Tenant tenant) {
        return Files.exists(path(tenant), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean hasTables(Statements statements, Tenant tenant) {
        return exists(statements, tenant);
    }

    @Override
    public List<Step> steps(Tenant tenant, Plan plan) {
        return List.of(new FileStep(tenant, plan), new PassingStep("verify", statements -> verify(tenant)));
    }

    @Override
    public Map<String, Long> rows(Statements statements, Tenant tenant) {
        Map<String, Long> rows = new TreeMap<>();
        if (Files.exists(path(tenant))) {
            for (String table : tables.names()) {
                try {
                    rows.put(table, Long.valueOf(text(path(tenant), "SELECT count(*) FROM " + table)));
                } catch (SQLException damaged) {
                    Log.of(DatabaseFilePlan.class).warning("The table " + table + " of tenant " + tenant.tenantId()
                            + " cannot be counted any more", damaged);
                }
            }
        }
        return rows;
    }

    /** A file's transactions are all of this process, which has waited for them. */
    @Override
    public void settle(Statements statements, Tenant tenant) {}

    @Override
    public Set<String> storages(Statements statements, Tenant tenant) {
        Set<String> storages = new TreeSet<>();
        try (Connection connection = open(path(tenant), READ_ONLY); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT storage FROM docbasket")) {
            while (rows.next()) {
                storages.add(rows.getString(1));
            }
        } catch (SQLException damaged) {
            Log.of(DatabaseFilePlan.class).warning("The baskets of tenant " + tenant.tenantId() + " cannot be read any more", damaged);
        }
        return storages;
    }

    @Override
    public List<Step> upgrade(Tenant tenant, Plan plan) {
        return List.of(new CopyStep(tenant, plan), new UpgradeStep(tenant));
    }

    @Override
    public List<Step> removal(Tenant tenant) {
        return List.of(new FileRemoval(tenant));
    }

    /** The first value of a query; empty when there is none. */
    private static String text(Path file, String sql) throws SQLException {
        try (Connection connection = open(file, READ_ONLY);
                Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Path path(Tenant tenant) {
        return config.home().resolve(tenant.databasePath().orElseThrow()).normalize();
    }

    private static Connection open(Path path, String mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", mode);
        properties.setProperty("foreign_keys", "true");
        return JDBC.createConnection("jdbc:sqlite:" + path, properties);
    }

    private synchronized byte[] template() throws SQLException, IOException {
        byte[] known = template;
        if (known == null) {
            known = makeTemplate();
            template = known;
        }
        return known;
    }

    /** The last close checkpoints, so that the file alone is the template. */
    private byte[] makeTemplate() throws SQLException, IOException {
        Path file = Files.createTempFile("docex-template", ".db");
        try {
            Properties settings = new Properties();
            settings.setProperty("journal_mode", "WAL");
            try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, settings)) {
                connection.setAutoCommit(false);
                tables.create(connection, "");
                connection.commit();
            }
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private final class FileStep implements Step {
        private final Tenant tenant;
        private final Plan plan;

        FileStep(Tenant tenant, Plan plan) {
            this.tenant = tenant;
            this.plan = plan;
        }

        @Override
        public String name() {
            return "file";
        }

        /** Made by this plan, known by the plan's id inside. Another file in this place is not ours, whatever it is. */
        @Override
        public boolean isDone(Statements statements) {
            Path path = path(tenant);
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (Connection connection = open(path, READ_ONLY);
                    PreparedStatement select = connection.prepareStatement("SELECT 1 FROM boundary WHERE plan_id = ?")) {
                select.setString(1, plan.id());
                try (ResultSet found = select.executeQuery()) {
                    return found.next();
                }
            } catch (SQLException notOurs) {
                return false;
            }
        }

        @Override
        public void apply(Statements statements) throws SQLException, IOException {
            Path target = path(tenant);
            files.createFolders(target.getParent());
            delete(draft());
            files.write(draft(), template());
            try {
                mark(draft());
                files.publish(draft(), target);
            } finally {
                delete(draft());
            }
        }

        /** Named after the plan, so that repair and undo find what a killed server left. */
        private Path draft() {
            return path(tenant).resolveSibling("." + plan.id() + ".db");
        }

        /** The last close checkpoints and syncs, so that the draft is one complete file. */
        private void mark(Path draft) throws SQLException {
            try (Connection connection = open(draft, READ_WRITE);
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO boundary (tenant_id, plan_id, created_at) VALUES (?, ?, ?)")) {
                insert.setString(1, tenant.tenantId().value());
                insert.setString(2, plan.id());
                insert.setString(3, SortableTime.format(SortableTime.now()));
                insert.executeUpdate();
            }
        }

        @Override
        public boolean leavesTraces() {
            return true;
        }

        @Override
        public void undo(Statements statements) throws IOException {
            if (isDone(statements)) {
                delete(path(tenant));
            }
            delete(draft());
            files.deleteIfEmpty(path(tenant).getParent());
        }

    }

    private static void delete(Path database) throws IOException {
        Files.deleteIfExists(database);
        for (String suffix : DatabaseCopies.LOGS) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
        }
    }

    /** A copy by SQLite's backup API, beside the file, before anything is changed. */
    private final class CopyStep implements Step {
        private final Tenant tenant;
        private final Plan plan;

        CopyStep(Tenant tenant, Plan plan) {
            this.tenant = tenant;
            this.plan = plan;
        }

        @Override
        public String name() {
            return "copy";
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            boolean copied = journal.isApplied(statements, plan, name())
                    && Files.exists(DatabaseCopies.before(path(tenant), SchemaVersions.TENANT));
            return copied || new UpgradeStep(tenant).isDone(statements);
        }

        @Override
        public boolean isOutside() {
            return true;
        }

        /** Of the file as it is now: what an earlier attempt copied is older, and goes. */
        @Override
        public void apply(Statements statements) throws SQLException, IOException {
            Path path = path(tenant);
            new DatabaseCopies(files).copyAnew(path, path.resolveSibling("." + plan.id() + ".db"),
                    DatabaseCopies.before(path, SchemaVersions.TENANT));
        }

        @Override
        public boolean leavesTraces() {
            return true;
        }

        /** The tables are as they were: nobody needs a copy of them. */
        @Override
        public void undo(Statements statements) throws SQLException, IOException {
            if (!new UpgradeStep(tenant).isDone(statements)) {
                Files.deleteIfExists(DatabaseCopies.before(path(tenant), SchemaVersions.TENANT));
            }
        }
    }

    /** The file's own transaction; whether it was committed, its history says. */
    private final class UpgradeStep implements Step {
        private final Tenant tenant;

        UpgradeStep(Tenant tenant) {
            this.tenant = tenant;
        }

        @Override
        public String name() {
            return "tables";
        }

        @Override
        public boolean isDone(Statements statements) throws SQLException {
            return text(path(tenant), "SELECT version FROM " + SystemState.HISTORY + " WHERE success ORDER BY installed_rank DESC")
                    .equals(SchemaVersions.TENANT);
        }

        @Override
        public void apply(Statements statements) throws SQLException, IOException {
            try (Connection connection = open(path(tenant), READ_WRITE)) {
                connection.setAutoCommit(false);
                fingerprint(connection).requireUnaltered(tenant, tenant.schemaVersion(), reference(tenant.schemaVersion()));
                tables.upgrade(tenant.schemaVersion(), connection, "");
                fingerprint(connection).requireUnaltered(tenant, SchemaVersions.TENANT, reference(SchemaVersions.TENANT));
                connection.commit();
            }
        }

        @Override
        public void undo(Statements statements) {
            throw new IllegalStateException("Tables are not taken back to an older version");
        }
    }

    private static TableFingerprint fingerprint(Connection connection) throws SQLException {
        TreeSet<String> lines = new TreeSet<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")) {
            while (rows.next()) {
                String name = rows.getString(1);
                TableFingerprint.definitions(rows.getString(2)).forEach(definition -> lines.add(name + ": " + definition));
            }
        }
        return new TableFingerprint(lines);
    }

    private TableFingerprint reference(String version) throws SQLException {
        TableFingerprint known = references.get(version);
        if (known == null) {
            try (Connection connection = JDBC.createConnection("jdbc:sqlite::memory:", new Properties())) {
                tables.createAt(version, connection, "");
                known = fingerprint(connection);
            }
            references.put(version, known);
        }
        return known;
    }

    /** Removes the file, the copies that upgrades made of it, and its folder when nothing else lies there. */
    private final class FileRemoval extends Removal {
        private final Tenant tenant;

        FileRemoval(Tenant tenant) {
            super("file");
            this.tenant = tenant;
        }

        @Override
        public boolean isDone(Statements statements) throws IOException {
            return DatabaseCopies.belongings(path(tenant)).isEmpty();
        }

        @Override
        public void apply(Statements statements) throws SQLException, IOException {
            Path path = path(tenant);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                String marked = mark(path);
                if (!marked.isEmpty() && !marked.equals(tenant.tenantId().value())) {
                    throw new IllegalStateException("The file " + path + " is marked as the one of '" + marked + "'");
                }
            }
            for (Path belonging : DatabaseCopies.belongings(path)) {
                Files.deleteIfExists(belonging);
            }
            files.deleteIfEmpty(path.getParent());
        }
    }

    /** Whose file it says it is; empty when it is damaged: it lies where the register says, and a damaged file is nobody else's. */
    private static String mark(Path path) {
        try {
            return text(path, "SELECT tenant_id FROM boundary");
        } catch (SQLException damaged) {
            Log.of(DatabaseFilePlan.class).warning("The file " + path + " cannot be read any more", damaged);
            return "";
        }
    }

    /** Every table and index is there. */
    private void verify(Tenant tenant) throws SQLException {
        TreeSet<String> found = new TreeSet<>();
        try (Connection connection = open(path(tenant), READ_ONLY);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        tables.verify(found);
    }
}
