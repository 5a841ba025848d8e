package org.example.host;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.docex.storage.BlobStore.Blob;

/** {@code /api/archive}: add bytes, get them back. */
@Path("archive")
@RequestScoped
public class ArchiveResource {
    @Inject
    Archive archive;

    @Inject
    Visitor visitor;

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    public String add(@QueryParam("basket") @DefaultValue("") String basket, @QueryParam("name") @DefaultValue("") String name,
            InputStream bytes) throws Exception {
        return archive.add(visitor.context(), basket, name, MediaType.APPLICATION_OCTET_STREAM, bytes).id();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public StreamingOutput read(@PathParam("id") String id) throws Exception {
        Blob blob = archive.open(visitor.context(), id);
        return out -> Archive.send(blob, out);
    }
}
