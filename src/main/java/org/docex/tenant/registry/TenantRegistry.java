package org.docex.tenant.registry;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.CursorKey;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads and changes the register. Changes take the statements of the transaction they belong to. */
public final class TenantRegistry {
    /** The fields a list can be ordered by; the first is the default. */
    public static final List<String> ORDERS = List.of("created_at", "display_name");

    private static final String WITH_BOUNDARY = TenantStatus.WITH_BOUNDARY.stream().map(Enum::name).sorted()
            .collect(Collectors.joining("', '", " WHERE NOT is_system AND status IN ('", "')"));

    private final SystemDatabase database;
    private final String table;

    public TenantRegistry(SystemDatabase database) {
        this.database = database;
        this.table = database.table("tenant_registry");
    }

    public Optional<Tenant> find(TenantId id) {
        return database.read(statements -> find(statements, id));
    }

    public Optional<Tenant> find(Statements statements, TenantId id) throws SQLException {
        return statements.one("SELECT * FROM " + table + " WHERE tenant_id = ?", row -> tenant(statements, row), id.value());
    }

    /** One page of all tenants, the system tenant and the unfinished ones among them. */
    public Page<Tenant> list(PageRequest request, CursorKey key) {
        String direction = request.descending() ? "desc" : "asc";
        String query = "tenants by " + request.orderBy() + " " + direction;
        String column = request.orderBy().equals("display_name") ? "display_name" : "created_at";
        String order = " ORDER BY " + column + " " + direction + ", tenant_id " + direction + " LIMIT ?";
        List<Tenant> rows = database.read(statements -> {
            if (request.cursor().isEmpty()) {
                return statements.list("SELECT * FROM " + table + order, row -> tenant(statements, row), request.limit() + 1);
            }
            List<String> position = key.open(query, request.cursor().get());
            Object value = column.equals("created_at") ? Instant.parse(position.get(0)) : position.get(0);
            return statements.list("SELECT * FROM " + table + " WHERE (" + column + ", tenant_id) "
                            + (request.descending() ? "<" : ">") + " (?, ?)" + order,
                    row -> tenant(statements, row), value, position.get(1), request.limit() + 1);
        });
        return Page.cut(rows, request.limit(), last -> key.seal(query, List.of(
                column.equals("created_at") ? last.createdAt().toString() : last.displayName(), last.tenantId().value())));
    }

    /** The ids of all tenants that may work, in their order. */
    public List<TenantId> active(Statements statements) throws SQLException {
        return statements.list("SELECT tenant_id FROM " + table + " WHERE status = ? AND NOT is_system ORDER BY tenant_id",
                row -> new TenantId(row.getString(1)), TenantStatus.ACTIVE.name());
    }

    /** How many tenants have tables of a version that this build does not know; empty when none has. */
    public OptionalLong countOfOtherVersions(Statements statements) throws SQLException {
        return statements.number("SELECT count(*) FROM " + table + " WHERE NOT is_system AND schema_version <> ? "
                        + "AND status <> ? HAVING count(*) > 0", SchemaVersions.TENANT, TenantStatus.PURGED.name());
    }

    /** The tenants that have a boundary, with tables of another version than this build's, by their ids. */
    public List<Tenant> ofOtherVersions(Statements statements) throws SQLException {
        return statements.list("SELECT * FROM " + table + WITH_BOUNDARY + " AND schema_version <> ? ORDER BY tenant_id",
                row -> tenant(statements, row), SchemaVersions.TENANT);
    }

    /** How many tenants have a boundary with tables of this version. */
    public long countOfVersion(Statements statements, String version) throws SQLException {
        return statements.number("SELECT count(*) FROM " + table + WITH_BOUNDARY + " AND schema_version = ?", version).orElseThrow();
    }

    /** @throws DocexException {@code TENANT_EXISTS} when the id or its boundary is taken */
    public void insert(Statements statements, Tenant tenant) throws SQLException {
        if (find(statements, tenant.tenantId()).isPresent()) {
            throw exists(tenant.tenantId());
        }
        try {
            statements.update("INSERT INTO " + table + " (tenant_id, display_name, is_system, isolation_strategy, schema_name, "
                            + "database_path, created_at, created_by, last_updated_at, last_updated_by, status, role_name, "
                            + "schema_version, status_before, deleted_at, row_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    tenant.tenantId().value(), tenant.displayName(), tenant.isSystem(), tenant.isolationStrategy(),
                    tenant.schemaName().orElse(null), tenant.databasePath().orElse(null), tenant.createdAt(),
                    tenant.createdBy(), tenant.lastUpdatedAt(), tenant.lastUpdatedBy(), tenant.status().name(),
                    tenant.roleName().orElse(null), tenant.schemaVersion(), tenant.statusBefore().map(Enum::name).orElse(null),
                    tenant.deletedAt().orElse(null), tenant.rowVersion());
        } catch (SQLException e) {
            if (isUniqueViolation(e)) {
                throw exists(tenant.tenantId());
            }
            throw e;
        }
    }

    /**
     * Compare and set: writes what may change of a row that was read at this version.
     *
     * @throws DocexException {@code PRECONDITION_FAILED} when somebody changed it meanwhile: nothing was changed
     */
    public void replace(Statements statements, Tenant changed, String by) throws SQLException {
        int rows = statements.update("UPDATE " + table + " SET display_name = ?, status = ?, status_before = ?, deleted_at = ?, "
                        + "schema_version = ?, last_updated_at = ?, last_updated_by = ?, row_version = row_version + 1 "
                        + "WHERE tenant_id = ? AND row_version = ?",
                changed.displayName(), changed.status().name(), changed.statusBefore().map(Enum::name).orElse(null),
                changed.deletedAt().orElse(null), changed.schemaVersion(), SortableTime.now(), by, changed.tenantId().value(),
                changed.rowVersion());
        if (rows != 1) {
            throw new DocexException(ErrorCode.PRECONDITION_FAILED, "Tenant '" + changed.tenantId()
                    + "' was changed meanwhile. Look at it again and repeat the change.");
        }
    }

    /** Takes back a claim. */
    public boolean removeClaim(Statements statements, TenantId id) throws SQLException {
        return statements.update("DELETE FROM " + table + " WHERE tenant_id = ? AND status = ?",
                id.value(), TenantStatus.PROVISIONING.name()) == 1;
    }

    /** The refusal of an id that is, or was, somebody's. */
    public static DocexException exists(TenantId id) {
        return new DocexException(ErrorCode.TENANT_EXISTS, "Tenant '" + id + "' already exists, or did; an id is never used "
                + "again. Choose another one; if its provisioning was cut off, run 'docex tenant repair --tenant-id " + id + "'.");
    }

    private static boolean isUniqueViolation(SQLException e) {
        return "23505".equals(e.getSQLState()) || String.valueOf(e.getMessage()).contains("SQLITE_CONSTRAINT");
    }

    static Tenant tenant(Statements statements, ResultSet row) throws SQLException {
        return new Tenant(new TenantId(row.getString("tenant_id")), row.getString("display_name"),
                row.getBoolean("is_system"), TenantStatus.valueOf(row.getString("status")),
                row.getString("isolation_strategy"), Optional.ofNullable(row.getString("schema_name")),
                Optional.ofNullable(row.getString("database_path")), Optional.ofNullable(row.getString("role_name")),
                row.getString("schema_version"),
                Optional.ofNullable(row.getString("status_before")).map(TenantStatus::valueOf),
                row.getString("deleted_at") == null ? Optional.empty() : Optional.of(statements.time(row, "deleted_at")),
                row.getLong("row_version"), statements.time(row, "created_at"),
                row.getString("created_by"), statements.time(row, "last_updated_at"), row.getString("last_updated_by"));
    }
}
