package org.docex.admin;

import java.util.Optional;

/**
 * What an operator says of a new tenant.
 *
 * @param tenantId {@code ^[a-z_][a-z0-9_]{0,29}$}
 * @param displayName 1 to 255 characters
 * @param isolationStrategy {@code schema} or {@code database}; by the type of database unless given
 * @param createdBy accepted only when it is the caller's own name
 */
public record CreateTenant(
        String tenantId, String displayName, Optional<String> isolationStrategy, Optional<String> createdBy) {}
