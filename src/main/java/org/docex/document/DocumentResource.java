package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.EntityTags;
import org.docex.http.QueryParameters;
import org.docex.http.RecordWriter;
import org.docex.http.StrictJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code /documents/{id}} and what belongs to it. */
@Path("api/v1/documents/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DocumentResource {
    @Inject
    DocumentService documents;

    @Inject
    MetadataService metadata;

    @Inject
    ContentAnswer content;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    Request request;

    @GET
    public Response get(@PathParam("id") String id) {
        QueryParameters.of(uri);
        Added found = documents.get(id);
        return EntityTags.isKnown(headers, found.rowVersion())
                ? notModified(found.rowVersion())
                : Response.ok(found.document()).tag(EntityTags.of(found.rowVersion())).build();
    }

    /** 204; {@code If-Match} is checked when it is given. */
    @DELETE
    public Response delete(@PathParam("id") String id) {
        QueryParameters.of(uri);
        documents.delete(id, version -> EntityTags.checkMatch(headers, version));
        return Response.noContent().build();
    }

    /** The exact bytes; one {@code Range} is honoured. */
    @GET
    @Path("content")
    @Produces(MediaType.WILDCARD)
    public Response content(@PathParam("id") String id) {
        QueryParameters.of(uri);
        Stored stored = documents.locate(id);
        return EntityTags.isKnown(headers, stored.rowVersion())
                ? notModified(stored.rowVersion())
                : content.of(stored, headers, request.getMethod().equals("HEAD"));
    }

    @GET
    @Path("metadata")
    public Response metadata(@PathParam("id") String id) {
        QueryParameters.of(uri);
        MetadataService.Metadata found = metadata.get(id);
        return EntityTags.isKnown(headers, found.rowVersion()) ? notModified(found.rowVersion()) : answer(found);
    }

    /** Replaces all custom keys; needs {@code If-Match}. */
    @PUT
    @Path("metadata")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replaceMetadata(@PathParam("id") String id, InputStream body) {
        QueryParameters.of(uri);
        return answer(metadata.replace(id, StrictJson.read(body), version -> EntityTags.requireMatch(headers, version)));
    }

    /** Merges (RFC 7396); needs {@code If-Match}. */
    @PATCH
    @Path("metadata")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response mergeMetadata(@PathParam("id") String id, InputStream body) {
        QueryParameters.of(uri);
        return answer(metadata.merge(id, StrictJson.read(body), version -> EntityTags.requireMatch(headers, version)));
    }

    private static Response answer(MetadataService.Metadata found) {
        return Response.ok(RecordWriter.toJson(found.values()).toString().getBytes(StandardCharsets.UTF_8))
                .type(MediaType.APPLICATION_JSON).tag(EntityTags.of(found.rowVersion())).build();
    }

    private static Response notModified(long rowVersion) {
        return Response.notModified(EntityTags.of(rowVersion)).build();
    }
}
