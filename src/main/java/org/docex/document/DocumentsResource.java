package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;

/** {@code /documents}: all baskets of the tenant. */
@Path("api/v1/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
    @Inject
    DocumentService documents;

    @Context
    UriInfo uri;

    /**
     * A page of the documents for which all given conditions hold, newest first: {@code basket_id}, {@code name},
     * {@code status}, {@code document_type}, {@code checksum}, and {@code metadata} as a JSON object. With
     * {@code ?count=true} how many they are.
     */
    @GET
    public Response search() {
        QueryParameters query = QueryParameters.ofList(
                uri, "basket_id", "name", "status", "document_type", "checksum", "metadata", "count");
        DocumentSearch search = new DocumentSearch(query.text("basket_id"), query.text("name"), query.text("status"),
                query.text("document_type"), query.text("checksum"), query.json("metadata"));
        if (query.flag("count")) {
            query.refusePaging();
            return Response.ok(new DocumentCount(documents.count(search))).build();
        }
        return Response.ok(documents.search(search, query.page(DocumentService.ORDERS))).build();
    }
}
