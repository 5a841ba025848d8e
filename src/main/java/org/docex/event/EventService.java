package org.docex.event;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Page;
import org.docex.paging.SortableTime;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.List;

/** The events of the current tenant. */
@Stateless
@TenantService
public class EventService {
    @Inject
    UserContext context;

    @Inject
    EventRepository events;

    @Inject
    Configuration configuration;

    /**
     * Events in their order. {@code next} is the sequence to go on after; empty when there is no more yet.
     *
     * @throws DocexException {@code EVENTS_EXPIRED} when events after the given one are not kept any more
     */
    @Reads
    public Page<EventView> list(EventQuery query) {
        context.require(Role.READER);
        long expired = expired();
        if (query.after().filter(after -> after < expired).isPresent()) {
            throw new DocexException(ErrorCode.EVENTS_EXPIRED, "Events up to " + expired
                    + " are not kept any more (events.retention). Read the present state, then the events without 'after'.");
        }
        List<EventView> found = events.list(query, query.after().orElse(expired), query.limit() + 1).stream().map(DocEvent::view).toList();
        return Page.cut(found, query.limit(), last -> Long.toString(last.sequence()));
    }

    /** The last sequence that is not kept any more; 0 when all are. */
    private long expired() {
        return configuration.get().events().retention()
                .map(kept -> events.first(SortableTime.now().minus(kept)).orElseGet(() -> events.last() + 1) - 1).orElse(0L);
    }
}
