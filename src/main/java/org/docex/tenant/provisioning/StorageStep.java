package org.docex.tenant.provisioning;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Storages;
import org.docex.tenant.plan.Step;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;

/** The tenant's area in every storage. */
record StorageStep(Storages storages, String area) implements Step {
    static final String NAME = "storage";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isDone(Statements statements) throws IOException {
        return storages.hasAreas(area);
    }

    @Override
    public void apply(Statements statements) {
        try {
            storages.createAreas(area);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "A storage cannot be written, so the tenant was not made. "
                    + "Correct the fault that /health/ready names, and repeat the call.", e);
        }
    }

    @Override
    public boolean leavesTraces() {
        return true;
    }

    @Override
    public void undo(Statements statements) throws IOException {
        storages.removeEmptyAreas(area);
    }
}
