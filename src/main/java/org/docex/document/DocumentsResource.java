package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.document.DocumentSearch.Span;
import org.docex.http.QueryParameters;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /documents}. */
@Path("api/v1/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
    static final String[] CONDITIONS = {"name", "status", "document_type", "checksum", "created_from", "created_before", "updated_from",
        "updated_before", "metadata", "value", "count"};

    @Inject
    DocumentService documents;

    @Context
    UriInfo uri;

    /**
     * A page of the documents for which all given conditions hold, newest first: {@code basket_id}, {@code name},
     * {@code status}, {@code document_type}, {@code checksum}, times from and before, {@code metadata} as a JSON object,
     * {@code value} as the JSON that any key has. With {@code ?count=true} how many they are.
     */
    @GET
    public Record search() {
        QueryParameters query = QueryParameters.ofList(uri, Stream.concat(Stream.of("basket_id"), Stream.of(CONDITIONS)).toArray(String[]::new));
        return answer(documents, query, query.text("basket_id"));
    }

    static Record answer(DocumentService documents, QueryParameters query, Optional<String> basket) {
        DocumentSearch search = new DocumentSearch(basket, query.text("name"), query.text("status"), query.text("document_type"),
                query.text("checksum"), new Span(query.time("created_from"), query.time("created_before")),
                new Span(query.time("updated_from"), query.time("updated_before")), query.json("metadata"), query.jsonValue("value"));
        if (query.flag("count")) {
            query.refusePaging();
            return new DocumentCount(documents.count(search));
        }
        return documents.search(search, query.page(DocumentService.ORDERS));
    }
}
