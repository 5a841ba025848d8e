package org.docex.cli.tenant;

import org.docex.cli.client.RestClient;
import org.docex.cli.output.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex tenant delete}. */
@Command(name = "delete",
        description = "Deletes a tenant: it is refused everywhere, its data stays until it is purged. 'undelete' takes it back.")
final class TenantDeleteCommand implements Callable<Integer> {
    @Mixin
    TenantOption tenant = new TenantOption();

    @Option(names = "--confirm", required = true, paramLabel = "ID", description = "The tenant's id once more.")
    String confirmation = "";

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        tenant.requireConfirmed(confirmation);
        RestClient server = RestClient.connect();
        output.print(server.send("DELETE", tenant.query().with("confirm", tenant.value), tenant.read(server).ifMatch()).body());
        return 0;
    }
}
