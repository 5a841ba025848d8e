package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.health.Fault;
import org.docex.health.Findings;
import org.docex.health.Part;
import org.docex.tenant.registry.DatabaseFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Looks whether {@code jdbc/docexTenants} gives connections behind which the walls hold. */
final class TenantSourceCheck {
    private static final DatabaseFault SOURCE = DatabaseFault.TENANTS;

    /** EclipseLink; and both drivers, because EclipseLink logs in to SQLite and one dialect serves both. */
    private static final List<String> NEEDED =
            List.of("org.eclipse.persistence.jpa.JpaEntityManager", "org.sqlite.JDBC", "org.postgresql.PGConnection");

    private TenantSourceCheck() {}

    static Findings look(DocexConfig config) {
        Findings findings = new Findings().looked(Part.TENANT_DATASOURCE);
        fault(config).ifPresent(fault -> findings.add(Part.TENANT_DATASOURCE, Fault.blocking(fault)));
        return findings;
    }

    private static Optional<String> fault(DocexConfig config) {
        for (String needed : NEEDED) {
            try {
                Class.forName(needed, false, TenantSourceCheck.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return Optional.of("The application cannot see the class " + needed + ", which the server provides. "
                        + "Make EclipseLink and both JDBC drivers visible to it; see docs/servers.md.");
            }
        }
        try (Connection connection = InitialContext.<DataSource>doLookup(SOURCE.source()).getConnection()) {
            Optional<String> other = SOURCE.otherProduct(connection, config);
            return other.isEmpty() && config.database() instanceof Postgres && isAboveTheWalls(connection)
                    ? Optional.of(SOURCE.source() + " logs in as a superuser or with BYPASSRLS, whom no wall holds. "
                            + "Use the login that roles.sql made.")
                    : other;
        } catch (NamingException e) {
            return Optional.of(SOURCE.undefined());
        } catch (SQLException e) {
            return Optional.of(SOURCE.explain(e));
        }
    }

    private static boolean isAboveTheWalls(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
