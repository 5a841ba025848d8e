package org.docex.tenant.provisioning;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * PostgreSQL: {@code roles.sql}, run by a login that may make roles. Other logins need a DBA to have run it.
 */
public final class RolesScript {
    private RolesScript() {}

    /**
     * Runs the script where it was not run yet and this login is a superuser.
     *
     * @param settings {@code docex.system_password} and the like, as the script's head describes them
     * @return one line for each thing that was made
     * @throws DocexException {@code NOT_CONFIGURED} when the roles are missing and this login may not make them
     */
    public static List<String> runWhereAllowed(DataSource source, Map<String, String> settings) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            if (flag(statement, "SELECT to_regclass('docex_roles.installation') IS NOT NULL")) {
                return List.of();
            }
            if (!flag(statement, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
                throw new DocexException(ErrorCode.NOT_CONFIGURED, "The roles of DocEX are missing in this database, and this "
                        + "login may not make them. Let a DBA run server-config/postgresql/roles.sql, or run 'docex init' once "
                        + "with a superuser's login.");
            }
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                try (PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
                    set.setString(1, setting.getKey());
                    set.setString(2, setting.getValue());
                    set.execute();
                }
            }
            statement.execute(script());
            try (ResultSet row = statement.executeQuery("SELECT id FROM docex_roles.installation")) {
                row.next();
                return List.of("roles: DOCEX_DATABASE_USER=docex_" + row.getString(1)
                        + "_system and DOCEX_TENANTS_USER=docex_" + row.getString(1) + "_tenants");
            }
        } catch (SQLException | IOException e) {
            throw new DocexException(ErrorCode.DATABASE_UNAVAILABLE,
                    "The database cannot be reached, or refused roles.sql. Check DOCEX_DATABASE_URL and its login.", e);
        }
    }

    private static boolean flag(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = RolesScript.class.getResourceAsStream("/org/docex/tenant/provisioning/roles.sql")) {
            return new String(Objects.requireNonNull(in, "roles.sql").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
