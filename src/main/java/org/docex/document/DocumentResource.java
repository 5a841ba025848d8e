package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.http.Digests;
import org.docex.http.EntityTags;
import org.docex.http.Idempotent;
import org.docex.http.QueryParameters;
import org.docex.http.RecordWriter;
import org.docex.http.StrictJson;
import org.docex.paging.Page;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    VersionService versions;

    @Inject
    DocumentIntake intake;

    @Inject
    ContentAnswer content;

    @Inject
    Idempotent idempotent;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    Request request;

    @Context
    HttpServletRequest servletRequest;

    @GET
    public Response get(@PathParam("id") String id) {
        QueryParameters.of(uri);
        Added found = documents.get(id);
        return EntityTags.isKnown(headers, found.rowVersion())
                ? notModified(found.rowVersion())
                : Response.ok(found.document()).tag(EntityTags.of(found.rowVersion())).build();
    }

    /** Changes {@code name}, {@code document_type}, {@code status} (RFC 7396); needs {@code If-Match}. */
    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response update(@PathParam("id") String id, InputStream body) {
        QueryParameters.of(uri);
        return answer(documents.update(id, DocumentPatch.of(StrictJson.read(body)), version -> EntityTags.requireMatch(headers, version)));
    }

    /** Marks it as the duplicate of another; {@code If-Match} is checked when it is given. */
    @POST
    @Path("duplicate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response markDuplicate(@PathParam("id") String id, Original original) {
        QueryParameters.of(uri);
        return answer(documents.markDuplicate(id, original.originalDocumentId(), version -> EntityTags.checkMatch(headers, version)));
    }

    /** Which document another is a duplicate of. */
    public record Original(String originalDocumentId) {}

    /** 204; {@code If-Match} is checked when it is given. */
    @DELETE
    public Response delete(@PathParam("id") String id) {
        QueryParameters.of(uri);
        documents.delete(id, version -> EntityTags.checkMatch(headers, version));
        return Response.noContent().build();
    }

    /**
     * The exact bytes, of which one {@code Range} is honoured; with {@code ?mode=text} as text and with {@code json} as JSON, both
     * in UTF-8.
     */
    @GET
    @Path("content")
    @Produces(MediaType.WILDCARD)
    public Response content(@PathParam("id") String id) {
        return content(documents.locate(id), mode());
    }

    /** Another content, which becomes the next version; needs {@code If-Match}. The same bytes change nothing. */
    @PUT
    @Path("content")
    @Consumes(MediaType.WILDCARD)
    public Response replaceContent(@PathParam("id") String id, InputStream body) {
        QueryParameters.of(uri);
        long length = servletRequest.getContentLengthLong();
        return answer(intake.replace(id, Upload.typeOf(Optional.ofNullable(servletRequest.getContentType())), body,
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length), checksum -> Digests.check(headers, checksum),
                version -> EntityTags.requireMatch(headers, version)));
    }

    /** A page of the versions, newest first. */
    @GET
    @Path("versions")
    public Page<VersionView> versions(@PathParam("id") String id) {
        QueryParameters query = QueryParameters.of(uri, "limit", "cursor");
        return versions.list(id, query.page(VersionService.ORDERS));
    }

    /** As {@code content}, of a version. */
    @GET
    @Path("versions/{version}/content")
    @Produces(MediaType.WILDCARD)
    public Response versionContent(@PathParam("id") String id, @PathParam("version") String version) {
        return content(versions.locate(id, number(version)), mode());
    }

    /** The content of a version again, as the next version; {@code If-Match} is checked when it is given. */
    @POST
    @Path("versions/{version}/restore")
    @Consumes(MediaType.WILDCARD)
    public Response restore(@PathParam("id") String id, @PathParam("version") String version) {
        QueryParameters.of(uri);
        return idempotent.post(() -> "", memory -> answer(intake.restore(id, number(version), current -> EntityTags.checkMatch(headers, current),
                added -> memory.remember(Response.Status.OK.getStatusCode(), id))), before -> answer(documents.get(id)));
    }

    private static long number(String version) {
        if (!version.matches("[1-9][0-9]{0,17}")) {
            throw new DocexException(ErrorCode.NOT_FOUND, "There is no such version. Versions count from 1.");
        }
        return Long.parseLong(version);
    }

    private ContentMode mode() {
        return ContentMode.of(QueryParameters.of(uri, "mode").oneOf("mode", ContentMode.NAMES).orElse("bytes"));
    }

    private Response content(Stored stored, ContentMode mode) {
        return mode == ContentMode.BYTES && EntityTags.isKnown(headers, stored.tag())
                ? Response.notModified(EntityTags.of(stored.tag())).build()
                : content.of(stored, mode, headers, servletRequest);
    }

    private static Response answer(Added found) {
        return Response.ok(found.document()).tag(EntityTags.of(found.rowVersion())).build();
    }

    /** All of it; with {@code ?kind=system} what DocEX keeps, with {@code custom} the rest. */
    @GET
    @Path("metadata")
    public Response metadata(@PathParam("id") String id) {
        Optional<String> kind = QueryParameters.of(uri, "kind").oneOf("kind", List.of("system", "custom"));
        MetadataService.Metadata found = metadata.get(id, kind.map("system"::equals));
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

    /** Removes the key {@code ?key=}; answers with what is left. {@code If-Match} is checked when it is given. */
    @DELETE
    @Path("metadata")
    public Response deleteMetadata(@PathParam("id") String id) {
        String key = QueryParameters.of(uri, "key").text("key").orElseThrow(() -> new DocexException(ErrorCode.REQUEST_INVALID,
                "The parameter 'key' is needed: ?key=invoice_number. Several at once: PATCH with null."));
        return answer(metadata.delete(id, key, version -> EntityTags.checkMatch(headers, version)));
    }

    private static Response answer(MetadataService.Metadata found) {
        return Response.ok(RecordWriter.toJson(found.values()).toString().getBytes(StandardCharsets.UTF_8))
                .type(MediaType.APPLICATION_JSON).tag(EntityTags.of(found.rowVersion())).build();
    }

    private static Response notModified(long rowVersion) {
        return Response.notModified(EntityTags.of(rowVersion)).build();
    }
}
