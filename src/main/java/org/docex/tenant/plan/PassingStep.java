package org.docex.tenant.plan;

import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.sql.SQLException;

/**
 * A step that is taken whenever it is reached and has nothing to take back: it only looks, or what it writes goes with the
 * transaction or with what another step made.
 */
public record PassingStep(String name, Work work) implements Step {
    /** What it does; throws to make the plan fail. */
    @FunctionalInterface
    public interface Work {
        void run(Statements statements) throws SQLException, IOException;
    }

    @Override
    public boolean isDone(Statements statements) {
        return false;
    }

    @Override
    public void apply(Statements statements) throws SQLException, IOException {
        work.run(statements);
    }

    @Override
    public void undo(Statements statements) {}
}
