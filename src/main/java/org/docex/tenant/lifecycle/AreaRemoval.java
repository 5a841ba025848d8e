package org.docex.tenant.lifecycle;

import org.docex.storage.Storages;
import org.docex.tenant.plan.Removal;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;

/** Removes the tenant's content and its area from every storage. */
final class AreaRemoval extends Removal {
    private final Storages storages;
    private final String area;

    AreaRemoval(Storages storages, String area) {
        super("content");
        this.storages = storages;
        this.area = area;
    }

    @Override
    public boolean isDone(Statements statements) throws IOException {
        return !storages.hasAnyArea(area);
    }

    @Override
    public void apply(Statements statements) throws IOException {
        storages.emptyAreas(area);
        storages.removeEmptyAreas(area);
    }
}
