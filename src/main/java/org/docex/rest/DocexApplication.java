package org.docex.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST application: {@code /health} and {@code /api/v1} below the context root. */
@ApplicationPath("/")
public class DocexApplication extends Application {}
