package org.docex.tenant;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts, in which tenant, with which roles: the sole carrier of identity and authorisation of a business call. Immutable.
 *
 * <p>Inject it as a {@link TenantScoped} bean inside a tenant unit, or make one with {@link #of} to open a unit.
 */
public interface UserContext {

    String userId();

    Optional<String> userEmail();

    /** Empty only in single-tenant mode, and in a context that will be refused. */
    Optional<String> tenantId();

    /** Role names as the token gave them, for example {@code user}. */
    Set<String> roles();

    /** What else the host wants to carry, for example a department. */
    Map<String, String> attributes();

    /** @throws DocexException {@code ROLE_REQUIRED} unless one of the roles is {@code least} or includes it */
    default void require(Role least) {
        boolean granted = Arrays.stream(Role.values())
                .anyMatch(role -> role.compareTo(least) >= 0 && roles().contains(role.claim()));
        if (!granted) {
            throw new DocexException(ErrorCode.ROLE_REQUIRED,
                    "This call needs the role '" + least.claim() + "'. Ask for a token that carries it.");
        }
    }

    /** A context of a user in a tenant. */
    static UserContext of(String userId, String tenantId, Set<String> roles) {
        return new ImmutableUserContext(userId, Optional.empty(), Optional.of(tenantId), roles, Map.of());
    }

    /** A context with everything it can carry. */
    static UserContext of(
            String userId, Optional<String> userEmail, Optional<String> tenantId, Set<String> roles,
            Map<String, String> attributes) {
        return new ImmutableUserContext(userId, userEmail, tenantId, roles, attributes);
    }
}
