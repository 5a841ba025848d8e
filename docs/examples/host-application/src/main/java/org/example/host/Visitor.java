package org.example.host;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotAuthorizedException;
import java.util.Optional;
import org.docex.tenant.UserContext;

/** Who calls, as this application knows it; and the one place where that becomes a {@code UserContext}. */
@RequestScoped
public class Visitor {
    private UserContext context;

    void is(UserContext known) {
        context = known;
    }

    public UserContext context() {
        return Optional.ofNullable(context).orElseThrow(() -> new NotAuthorizedException("X-Api-Key"));
    }
}
