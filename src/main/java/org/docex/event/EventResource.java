package org.docex.event;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;

/** {@code /events}. */
@Path("api/v1/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {
    @Inject
    EventService events;

    @Context
    UriInfo uri;

    /** Events after {@code ?after=}, in their order; 410 when those are not kept any more. */
    @GET
    public Page<EventView> list() {
        QueryParameters query = QueryParameters.of(uri, "after", "limit", "basket_id", "document_id", "event_type");
        return events.list(new EventQuery(query.text("after").map(EventQuery::sequence), query.limit(), query.text("basket_id"),
                query.text("document_id"), query.text("event_type")));
    }
}
