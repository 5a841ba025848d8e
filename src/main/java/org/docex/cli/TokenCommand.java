package org.docex.cli;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.security.LocalKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code docex token issue}: a token of the local key. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Tokens of the local key.")
final class TokenCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Prints the token alone, so that it can be caught in a variable. */
    @Command(name = "issue", mixinStandardHelpOptions = true,
            description = "Prints a token. It works for calls to a loopback address of the server only.")
    int issue(
            @Option(names = "--user", required = true, description = "Who the token is for.") String user,
            @Option(names = "--role", required = true,
                    description = "reader, user, admin; or docex-admin without a tenant. May be repeated.") Set<String> roles,
            @Option(names = "--tenant", description = "The tenant; is not looked up.") Optional<String> tenant,
            @Option(names = "--minutes", defaultValue = "480", description = "How long it lives, at most 720.") int minutes) {
        DocexConfig config = ConfigReader.readOfThisProcess();
        if (!config.security().localKey()) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The local key is off. Write security.local_key.enabled: true and run 'docex init', or ask your issuer.");
        }
        LocalKey key = LocalKey.read(config).orElseThrow(() -> new DocexException(ErrorCode.NOT_CONFIGURED,
                "There is no local key yet. Run 'docex init'."));
        spec.commandLine().getOut().println(key.issue(user, roles, tenant, Duration.ofMinutes(minutes)));
        return 0;
    }
}
