package org.docex.security;

import java.util.Set;

/** Who administers: a user without a tenant. There is no way from here to a {@code UserContext}. */
public record SystemContext(String user, Set<String> roles) {
    public static final String ADMIN = "docex-admin";
}
