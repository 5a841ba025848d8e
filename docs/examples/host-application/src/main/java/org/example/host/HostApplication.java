package org.example.host;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application's own REST API. The library brings none. */
@ApplicationPath("api")
public class HostApplication extends Application {}
