package org.docex.operation;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.docex.change.Change;
import org.docex.tenant.UserContext;

/** Writes the operations that changes leave. */
@ApplicationScoped
class OperationRecorder {
    private static final int PRIORITY = 1000;

    @Inject
    OperationRepository operations;

    @Inject
    UserContext context;

    void record(@Observes @Priority(PRIORITY) Change change) {
        change.kind().operation().ifPresent(type -> change.documentIds().forEach(document -> operations.add(
                new Operation(document, type, !change.kind().isFailure(), change.data().toString(), context.userId()))));
    }
}
