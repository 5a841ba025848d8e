package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldInstallation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** PostgreSQL: the database that becomes the new installation's. */
record NewDatabase(DataSource source) {
    /**
     * @throws DocexException {@code BOUNDARY_EXISTS} for the database of the old installation, whose rights {@code roles.sql}
     *     would change, and for one that holds an installation of 3.0; {@code DATABASE_UNAVAILABLE}
     */
    void refuse(OldConfig config, DocexConfig fresh) {
        try (Connection connection = source.getConnection()) {
            if (has(connection, "SELECT to_regclass(quote_ident(?) || '.installation') IS NOT NULL", fresh.multiTenancy().bootstrapTenant().schema())) {
                throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The database of DOCEX_DATABASE_URL holds an installation of DocEX 3.0 already. "
                        + "Make an empty database for the new one. Nothing was changed.");
            }
            long lock = ThreadLocalRandom.current().nextLong();
            try (AutoCloseable held = OldInstallation.of(config).holding(lock)) {
                if (!has(connection, "SELECT pg_try_advisory_lock(CAST(? AS bigint))", Long.toString(lock))) {
                    throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "DOCEX_DATABASE_URL is the database of DocEX 2.x, which is never changed. "
                            + "Make an empty database for the new one, on the same server if you like. Nothing was changed.");
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
