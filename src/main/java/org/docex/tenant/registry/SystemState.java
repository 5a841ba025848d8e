package org.docex.tenant.registry;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;
import java.util.Optional;

/** Whether the system boundary is one that this build may use. */
public final class SystemState {
    public static final String HISTORY = "flyway_schema_history";

    private SystemState() {}

    /** The version of the system boundary's tables; empty when there are none. */
    public static Optional<String> version(SystemDatabase database, Statements statements) throws SQLException {
        try {
            return statements.one("SELECT version FROM " + database.table(HISTORY)
                    + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1", row -> row.getString(1));
        } catch (SQLException e) {
            if (isMissingTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The installation, once everything about its system boundary was found right.
     *
     * @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code SCHEMA_VERSION_UNKNOWN}, {@code NOT_CONFIGURED}
     */
    public static Installation require(SystemDatabase database, Statements statements, DocexConfig config) throws SQLException {
        String version = version(database, statements).orElseThrow(SystemSource::notBootstrapped);
        SchemaVersions.systemFault(version).ifPresent(fault -> {
            throw new DocexException(ErrorCode.SCHEMA_VERSION_UNKNOWN, fault);
        });
        Installation installation = Installation.read(database, statements).orElseThrow(SystemSource::notBootstrapped);
        if (statements.number("SELECT 1 FROM " + database.table("tenant_registry") + " WHERE is_system AND tenant_id = ?",
                config.multiTenancy().bootstrapTenant().id()).isEmpty()) {
            throw new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "The system tenant '"
                    + config.multiTenancy().bootstrapTenant().id() + "' is missing in the register. Run 'docex init'.");
        }
        if (installation.tenancy() != config.multiTenancy().enabled()) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED, "The installation was made with multi_tenancy.enabled: "
                    + installation.tenancy() + ". Write that in docex.yaml, or make a new installation.");
        }
        return installation;
    }

    /** A missing table means that nobody ran {@code init}; everything else stays what it is. */
    public static DocexException explain(DocexException e) {
        return e.getCause() instanceof SQLException cause && isMissingTable(cause) ? SystemSource.notBootstrapped() : e;
    }

    private static boolean isMissingTable(SQLException e) {
        return "42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState())
                || String.valueOf(e.getMessage()).contains("no such table");
    }
}
