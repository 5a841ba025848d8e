package org.docex.tenant.plan;

import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.sql.SQLException;

/**
 * One step of a plan. It runs in a transaction on the system database that also journals it: on PostgreSQL step and journal
 * are one; what lies outside (files) must be recognised by {@link #isDone} after a crash between the two.
 */
public interface Step {
    /** The name in the journal; at most 30 characters. */
    String name();

    /** True when nothing is left to do. */
    boolean isDone(Statements statements) throws SQLException, IOException;

    /** Does it; what this throws makes the plan fail. */
    void apply(Statements statements) throws SQLException, IOException;

    /**
     * Takes the step back: called for every step of a failed plan, where {@link #isDone} or {@link #leavesTraces}. It takes
     * back what this plan made and nothing else.
     */
    void undo(Statements statements) throws SQLException, IOException;

    /**
     * True for slow work on files: it is done before the transaction that journals it, so that nobody waits for the system
     * database meanwhile. Its statements are each for itself then.
     */
    default boolean isOutside() {
        return false;
    }

    /** True when a step that failed may have left something all the same, because it works outside the transaction. */
    default boolean leavesTraces() {
        return false;
    }
}
