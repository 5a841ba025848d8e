package org.docex.basket;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.EntityTags;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;
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

    /** 201 with the basket and its {@code Location}; 409 when the name is taken. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CreateBasket command) {
        QueryParameters.of(uri);
        BasketView basket = baskets.create(command);
        return Response.created(uri.getAbsolutePathBuilder().path(basket.id()).build())
                .entity(basket).tag(EntityTags.of(basket.version())).build();
    }

    /** A page of baskets, newest first; with {@code ?name=} the one of that name or none. */
    @GET
    public Page<BasketView> list() {
        QueryParameters query = QueryParameters.ofList(uri, "name");
        Optional<String> name = query.text("name");
        return name.isPresent()
                ? new Page<>(baskets.findByName(name.get()).stream().toList(), Optional.empty())
                : baskets.list(query.page(BasketService.ORDERS));
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

    /** 204; 409 while it holds documents. {@code If-Match} is checked when it is given. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        QueryParameters.of(uri);
        baskets.delete(id, version -> EntityTags.checkMatch(headers, version));
        return Response.noContent().build();
    }
}
