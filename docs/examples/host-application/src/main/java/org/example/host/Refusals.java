package org.example.host;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.docex.error.DocexException;

/** What DocEX refuses, as this application says it: the status of the code, and the message, which names the cure. */
@Provider
public class Refusals implements ExceptionMapper<DocexException> {
    @Override
    public Response toResponse(DocexException refusal) {
        return Response.status(refusal.code().status()).type(MediaType.TEXT_PLAIN)
                .entity(refusal.code() + ": " + refusal.getMessage()).build();
    }
}
