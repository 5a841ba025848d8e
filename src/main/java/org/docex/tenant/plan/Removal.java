package org.docex.tenant.plan;

import org.docex.tenant.registry.SystemDatabase.Statements;

/** A step that removes something for good: there is no way back, only on. */
public abstract class Removal implements Step {
    private final String name;

    /** @param name in the journal; at most 30 characters */
    protected Removal(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void undo(Statements statements) {
        throw new IllegalStateException("What " + name + " removed cannot be brought back");
    }
}
