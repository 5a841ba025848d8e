package org.docex.security;

import java.util.Optional;
import java.util.Set;

/** What a token said, after everything about it was checked. */
record VerifiedToken(String user, Optional<String> email, Optional<String> tenant, Set<String> roles) {}
