package org.docex.cli.tenant;

import org.docex.cli.client.Query;
import org.docex.cli.client.Reply;
import org.docex.cli.client.RestClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --tenant-id} of a command about one tenant. */
final class TenantOption {
    @Option(names = "--tenant-id", required = true, paramLabel = "ID", description = "The tenant.")
    String value = "";

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** {@code /admin/tenants/{id}} and what is below it. */
    Query query(String... below) {
        String[] segments = new String[below.length + 3];
        segments[0] = "admin";
        segments[1] = "tenants";
        segments[2] = value;
        System.arraycopy(below, 0, segments, 3, below.length);
        return Query.of(segments);
    }

    Reply read(RestClient server) {
        return server.get(query());
    }

    /** What cannot be taken back is asked for twice. */
    void requireConfirmed(String confirmation) {
        if (!confirmation.equals(value)) {
            throw new ParameterException(command.commandLine(), "--confirm repeats the tenant's id: --confirm " + value);
        }
    }
}
