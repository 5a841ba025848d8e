package org.docex.cli.client;

import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --tenant-id} of a command about a tenant's own data: a check, for the token alone decides the tenant. */
public final class TenantCheck {
    @Option(names = "--tenant-id", paramLabel = "ID", description = "Goes on only if the token is one of this tenant.")
    Optional<String> value = Optional.empty();

    /** The server, with a token that was found to be one of the tenant. */
    public RestClient connect() {
        Token token = Token.ofEnvironment();
        value.ifPresent(token::requireTenant);
        return RestClient.connect(Optional.of(token));
    }
}
