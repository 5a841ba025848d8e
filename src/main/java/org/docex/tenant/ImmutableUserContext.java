package org.docex.tenant;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

record ImmutableUserContext(
        String userId, Optional<String> userEmail, Optional<String> tenantId, Set<String> roles,
        Map<String, String> attributes) implements UserContext {

    ImmutableUserContext {
        if (userId.isBlank()) {
            throw new IllegalArgumentException("A user context needs a user id");
        }
        roles = Set.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }
}
