package org.docex.tenant.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.docex.error.DocexException;
import org.docex.log.LogSubject;
import org.docex.log.RequestId;
import org.docex.tenant.Caller;
import org.docex.tenant.UserContext;
import java.util.Optional;

/** What a log line is about: the current unit; where there is none, the caller of the request. */
@ApplicationScoped
class UnitSubject implements LogSubject {
    @Inject
    Instance<Caller> caller;

    @Inject
    RequestId request;

    @Override
    public Optional<String> request() {
        try {
            return request.value();
        } catch (ContextNotActiveException noRequest) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> tenant() {
        return context().flatMap(UserContext::tenantId);
    }

    @Override
    public Optional<String> user() {
        return context().map(UserContext::userId);
    }

    private Optional<UserContext> context() {
        return TenantUnit.current().map(TenantUnit::userContext).or(this::caller);
    }

    private Optional<UserContext> caller() {
        try {
            return caller.isResolvable() ? Optional.of(caller.get().userContext()) : Optional.empty();
        } catch (ContextNotActiveException | DocexException nobody) {
            return Optional.empty();
        }
    }
}
