package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldInstallation;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.Boundaries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** PostgreSQL: the database that becomes the new installation's. */
record NewDatabase(DataSource source) {
    /**
     * Looks before anything is made there; at every run, because a variable of the environment says which database it is.
     *
     * @param begun whether an earlier run has begun to make the installation, here or elsewhere
     * @param installation the id of the installation that an earlier run has made
     * @param tenants those to come
     * @throws DocexException {@code BOUNDARY_EXISTS} for the database of the old installation, whose rights {@code roles.sql}
     *     would change, for one that holds an installation of 3.0 or a tenant's schema, and for another than that of an earlier
     *     run; {@code DATABASE_UNAVAILABLE}
     */
    void refuse(OldConfig config, DocexConfig fresh, boolean begun, Optional<String> installation, List<TenantId> tenants) {
        String system = fresh.multiTenancy().bootstrapTenant().schema();
        try (Connection connection = source.getConnection()) {
            long lock = ThreadLocalRandom.current().nextLong();
            try (AutoCloseable held = OldInstallation.of(config).holding(lock)) {
                if (!has(connection, "SELECT pg_try_advisory_lock(CAST(? AS bigint))", Long.toString(lock))) {
                    throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "DOCEX_DATABASE_URL is the database of DocEX 2.x, which is never changed. "
                            + "Make an empty database for the new one, on the same server if you like. Nothing was changed.");
                }
            }
            boolean there = has(connection, "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? "
                    + "AND c.relname = 'installation')", system);
            if (installation.isPresent()) {
                if (!there || !has(connection, "SELECT id = ? FROM \"" + system + "\".installation", installation.get())) {
                    throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "DOCEX_DATABASE_URL leads to another database than the one that this migration was "
                            + "begun in. Name that one, or begin anew with an empty home and an empty database. Nothing was changed.");
                }
                return;
            }
            if (there && !begun) {
                throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The database of DOCEX_DATABASE_URL holds an installation of DocEX 3.0 already. "
                        + "Make an empty database for the new one. Nothing was changed.");
            }
            Boundaries boundaries = new Boundaries(fresh);
            for (TenantId tenant : begun ? List.<TenantId>of() : tenants) {
                String schema = boundaries.schemaName((Postgres) fresh.database(), tenant);
                if (has(connection, "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)", schema)) {
                    throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The database of DOCEX_DATABASE_URL has a schema '" + schema + "' already, and none is "
                            + "ever adopted. Make an empty database for the new installation. Nothing was changed.");
                }
            }
        } catch (DocexException refusal) {
            throw refusal;
        } catch (Exception e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "The database of DOCEX_DATABASE_URL cannot be reached: " + e.getMessage()
                    + ". Start it, or correct DOCEX_DATABASE_URL, _USER and _PASSWORD.", e);
        }
    }

    private static boolean has(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
