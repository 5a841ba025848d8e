package org.docex.tenant.lifecycle;

import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;

/** The mark that the one boundary of an installation without tenants is complete, and of this version. */
public record SingleStep(SystemDatabase database) implements Step {
    @Override
    public String name() {
        return "activate";
    }

    @Override
    public boolean isDone(Statements statements) throws SQLException {
        return Installation.read(database, statements).flatMap(Installation::singleSchemaVersion)
                .filter(SchemaVersions.TENANT::equals).isPresent();
    }

    @Override
    public void apply(Statements statements) throws SQLException {
        statements.update("UPDATE " + database.table("installation") + " SET single_schema_version = ?", SchemaVersions.TENANT);
    }

    @Override
    public void undo(Statements statements) throws SQLException {
        statements.update("UPDATE " + database.table("installation") + " SET single_schema_version = NULL");
    }
}
