package org.docex.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST application: {@code /health} and {@code /api/v1} below the context root. */
@ApplicationPath("/")
public class DocexApplication extends Application {
    /** Jersey would describe itself to whoever asks OPTIONS. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
