package org.docex.security;

import jakarta.enterprise.context.RequestScoped;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Caller;
import org.docex.tenant.UserContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller of this request, set once by the filter. */
@RequestScoped
public class RequestCaller implements Caller, SystemCaller {
    private @Nullable VerifiedToken token;

    void verified(VerifiedToken verified) {
        token = verified;
    }

    @Override
    public UserContext userContext() {
        VerifiedToken verified = required();
        return UserContext.of(verified.user(), verified.email(), verified.tenant(), verified.roles(), Map.of());
    }

    @Override
    public SystemContext requireAdmin() {
        VerifiedToken verified = required();
        if (verified.tenant().isPresent() || !verified.roles().contains(SystemContext.ADMIN)) {
            throw new DocexException(ErrorCode.ROLE_REQUIRED, "This call needs the role '" + SystemContext.ADMIN
                    + "' in a token without a tenant.");
        }
        return new SystemContext(verified.user(), verified.roles());
    }

    private VerifiedToken required() {
        return Optional.ofNullable(token).orElseThrow(RequestCaller::nobody);
    }

    /** The refusal of a call without a token, or with more than one. */
    static DocexException nobody() {
        return new DocexException(ErrorCode.CONTEXT_REQUIRED,
                "A token is required. Send 'Authorization: Bearer <token>', once.");
    }
}
