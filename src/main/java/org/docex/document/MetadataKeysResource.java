package org.docex.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.docex.http.QueryParameters;
import org.docex.tenant.Role;
import org.docex.tenant.UserContext;
import java.util.Arrays;
import java.util.List;

/** {@code /metadata-keys}: the predefined keys of metadata. */
@Path("api/v1/metadata-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MetadataKeysResource {
    @Inject
    UserContext context;

    @Context
    UriInfo uri;

    /** All of them. */
    public record Keys(List<Key> items) {}

    /** @param key as it stands in metadata */
    public record Key(String name, String key) {}

    @GET
    public Keys list() {
        QueryParameters.of(uri);
        context.require(Role.READER);
        return new Keys(Arrays.stream(MetadataKey.values()).map(key -> new Key(key.name(), key.key())).toList());
    }
}
