package org.docex.audit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.docex.change.Change;
import org.docex.log.RequestId;
import org.docex.tenant.UserContext;
import java.util.Optional;

/** Writes a row of each change, in its transaction. */
@ApplicationScoped
class Auditor {
    private static final int PRIORITY = 2000;
    private static final String SINGLE = "single";

    @Inject
    UserContext context;

    @Inject
    RequestId request;

    @Inject
    AuditRepository entries;

    void record(@Observes @Priority(PRIORITY) Change change) {
        Who who = who();
        String result = change.kind().isFailure() ? change.kind().name() : "OK";
        Optional<String> details = Optional.of(change.data()).filter(data -> !data.isEmpty()).map(Object::toString);
        if (change.documentIds().isEmpty()) {
            entries.add(new AuditEntry(who, change.kind().name(), change.basketId(), result, details));
        }
        change.documentIds().forEach(id -> entries.add(new AuditEntry(who, change.kind().name(), Optional.of(id), result, details)));
    }

    Who who() {
        String tenant = context.tenantId().orElse(SINGLE);
        try {
            return new Who(tenant, context.userId(), request.origin(), request.value());
        } catch (ContextNotActiveException noRequest) {
            return new Who(tenant, context.userId(), Optional.empty(), Optional.empty());
        }
    }
}
