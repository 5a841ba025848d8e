package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
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
import jakarta.ws.rs.core.UriInfo;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.http.Digests;
import org.docex.http.EntityTags;
import org.docex.http.MediaTypes;
import org.docex.http.QueryParameters;
import org.docex.paging.Page;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /baskets/{id}/documents}. */
@Path("api/v1/baskets/{basket}/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BasketDocumentsResource {
    @Inject
    DocumentIntake intake;

    @Inject
    DocumentService documents;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    HttpServletRequest request;

    @GET
    public Page<DocumentView> list(@PathParam("basket") String basket) {
        return documents.list(basket, QueryParameters.ofList(uri).page(DocumentService.ORDERS));
    }

    /**
     * Adds a document: the body is its bytes, of any media type or none; {@code ?name=} is needed,
     * {@code document_type}, {@code source} and {@code meta.<key>} may be given. 201, or 200 with the document that is there.
     *
     * @param body the one of Jakarta REST: Jersey may have taken a first byte from the servlet's, to see whether there is any
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response add(@PathParam("basket") String basket, InputStream body) {
        if (Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new DocexException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the bytes themselves as the body, and name, type and metadata as parameters.");
        }
        QueryParameters query = QueryParameters.of(uri, "name", "document_type", "source", "meta.");
        String name = query.text("name").orElseThrow(() -> new DocexException(ErrorCode.REQUEST_INVALID,
                "The parameter 'name' is needed: ?name=invoice.pdf"));
        Map<String, JsonValue> metadata = new LinkedHashMap<>();
        query.startingWith("meta.").forEach((key, value) -> metadata.put(key, Json.createValue(value)));
        NewDocument facts = new NewDocument(name, query.text("source").orElse(name),
                query.text("document_type").orElse("file"),
                Optional.ofNullable(request.getContentType()).map(MediaTypes::canonical)
                        .orElse(MediaType.APPLICATION_OCTET_STREAM), metadata);
        long length = request.getContentLengthLong();
        Added added = intake.add(basket, facts, body,
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                checksum -> Digests.check(headers, checksum));
        return (added.isNew()
                ? Response.created(uri.getBaseUriBuilder().path("api/v1/documents").path(added.document().id()).build())
                : Response.ok())
                .entity(added.document()).tag(EntityTags.of(added.rowVersion())).build();
    }
}
