package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.EntityTags;
import org.docex.http.Idempotent;
import org.docex.http.QueryParameters;
import java.io.InputStream;
import java.util.Optional;

/** {@code /baskets/{id}/documents}. */
@Path("api/v1/baskets/{basket: (?!by-name/)[^/]+}/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BasketDocumentsResource {
    @Inject
    DocumentIntake intake;

    @Inject
    DocumentService documents;

    @Inject
    Idempotent idempotent;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    HttpServletRequest request;

    /** As {@code /documents}, of this basket. */
    @GET
    public Record list(@PathParam("basket") String basket) {
        documents.requireBasket(basket);
        return DocumentsResource.answer(documents, QueryParameters.ofList(uri, DocumentsResource.CONDITIONS), Optional.of(basket));
    }

    /**
     * Adds a document: 201, or 200 with the document that is there. The body is its bytes, of any media type or none, and
     * {@code ?name=} is needed; or a form with the part {@code content}, and {@code metadata} as JSON. {@code document_type},
     * {@code source} and {@code meta.<key>} may be given. With an {@code Idempotency-Key} the same request is answered from the
     * first one.
     *
     * @param body the one of Jakarta REST: Jersey may have taken a first byte from the servlet's, to see whether there is any
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response add(@PathParam("basket") String basket, InputStream body) {
        QueryParameters query = QueryParameters.of(uri, "name", "document_type", "source", "meta.");
        Upload upload = new Upload(query, Optional.ofNullable(request.getContentType()), request.getContentLengthLong(), headers, body);
        return idempotent.post(upload::fingerprint,
                memory -> answer(intake.add(basket, upload, added -> memory.remember(
                        added.isNew() ? Status.CREATED.getStatusCode() : Status.OK.getStatusCode(), added.document().id()))),
                before -> {
                    Added now = documents.get(before.id());
                    return answer(new Added(now.document(), now.rowVersion(), before.status() == Status.CREATED.getStatusCode()));
                });
    }

    private Response answer(Added added) {
        return (added.isNew()
                ? Response.created(uri.getBaseUriBuilder().path("api/v1/documents").path(added.document().id()).build())
                : Response.ok())
                .entity(added.document()).tag(EntityTags.of(added.rowVersion())).build();
    }
}
