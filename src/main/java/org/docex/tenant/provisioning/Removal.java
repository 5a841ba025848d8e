package org.docex.tenant.provisioning;

import org.docex.tenant.registry.SystemDatabase.Statements;

/** A step that removes something for good: there is no way back, only on. */
abstract class Removal implements Step {
    private final String name;

    Removal(String name) {
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
