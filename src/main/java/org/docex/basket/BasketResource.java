package org.docex.basket;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.docex.error.DocexException;
import org.docex.http.EntityTags;
import org.docex.http.Idempotent;
import org.docex.http.QueryParameters;
import org.docex.http.RecordReader;
import org.docex.http.RecordWriter;
import org.docex.http.StrictJson;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import java.io.InputStream;
import java.util.Optional;

/** {@code /baskets}. */
@Path("api/v1/baskets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BasketResource {
    @Inject
    BasketService baskets;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Inject
    Idempotent idempotent;

    /**
     * 201 with the basket and its {@code Location}; 409 when the name is taken. With an {@code Idempotency-Key} the same
     * request is answered from the first one.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CreateBasket command) {
        QueryParameters.of(uri);
        return idempotent.post(() -> RecordWriter.toJson(command).toString(),
                memory -> created(baskets.create(command, basket -> memory.remember(Status.CREATED.getStatusCode(), basket.id()))),
                before -> created(baskets.get(before.id())));
    }

    private Response created(BasketView basket) {
        return Response.created(uri.getBaseUriBuilder().path("api/v1/baskets").path(basket.id()).build())
                .entity(basket).tag(EntityTags.of(basket.version())).build();
    }

    /** The basket of this name: 200 when it is there, 201 when this call made it. The body is optional. */
    @PUT
    @Path("by-name/{name}")
    @Consumes(MediaType.WILDCARD)
    public Response getOrCreate(@PathParam("name") String name, InputStream body) {
        QueryParameters.of(uri);
        NamedBasket wanted = RecordReader.optional(NamedBasket.class, body).orElse(new NamedBasket(Optional.empty(), Optional.empty()));
        CreateBasket command = new CreateBasket(name, wanted.description(), wanted.storage());
        Optional<BasketView> found = baskets.findByName(name);
        if (found.isEmpty()) {
            try {
                return created(baskets.create(command));
            } catch (DocexException | EJBException lost) {
                found = baskets.findByName(name);
                if (found.isEmpty()) {
                    throw lost;
                }
            }
        }
        return Response.ok(found.get()).tag(EntityTags.of(found.get().version())).build();
    }

    /**
     * A page of baskets, newest first, restricted by {@code name} and {@code status}; with {@code ?document_count=true} each
     * says how many documents it holds.
     */
    @GET
    public Page<?> list() {
        QueryParameters query = QueryParameters.ofList(uri, "name", "status", "document_count");
        BasketQuery wanted = new BasketQuery(query.text("name"), query.oneOf("status", BasketPatch.STATUSES));
        PageRequest page = query.page(BasketService.ORDERS);
        return query.flag("document_count") ? baskets.listCounted(wanted, page) : baskets.list(wanted, page);
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        QueryParameters.of(uri);
        BasketView basket = baskets.get(id);
        return EntityTags.isKnown(headers, basket.version())
                ? Response.notModified(EntityTags.of(basket.version())).build()
                : Response.ok(basket).tag(EntityTags.of(basket.version())).build();
    }

    /** Changes {@code description} and {@code status} (RFC 7396); needs {@code If-Match}. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response update(@PathParam("id") String id, InputStream body) {
        QueryParameters.of(uri);
        BasketView basket = baskets.update(id, BasketPatch.of(StrictJson.read(body)), version -> EntityTags.requireMatch(headers, version));
        return Response.ok(basket).tag(EntityTags.of(basket.version())).build();
    }

    /** What the basket holds: documents and bytes, by status and by type. */
    @GET
    @Path("{id}/stats")
    public BasketStats stats(@PathParam("id") String id) {
        QueryParameters.of(uri);
        return baskets.stats(id);
    }

    /**
     * 204; 409 while it holds documents, unless {@code ?cascade=true}, for which the role {@code admin} is needed.
     * {@code If-Match} is checked when it is given.
     */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        boolean cascade = QueryParameters.of(uri, "cascade").flag("cascade");
        baskets.delete(id, cascade, version -> EntityTags.checkMatch(headers, version));
        return Response.noContent().build();
    }
}
