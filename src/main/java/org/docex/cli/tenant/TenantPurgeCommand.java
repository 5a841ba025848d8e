package org.docex.cli.tenant;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.docex.cli.client.RestClient;
import org.docex.cli.files.Digest;
import org.docex.cli.files.LocalFiles;
import org.docex.cli.output.Metered;
import org.docex.cli.output.Output;
import org.docex.cli.output.Watching;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code docex tenant purge}. The archive is read once more before anything is sent: what is purged for good must have been
 * saved in a file that still can be read. The server compares its SHA-256 with the one that it exported.
 */
@Command(name = "purge", description = "Removes all data of a deleted tenant for good and prints what was removed. "
        + "Its id is never used again.")
final class TenantPurgeCommand implements Callable<Integer> {
    @Mixin
    TenantOption tenant = new TenantOption();

    @Option(names = "--confirm", required = true, paramLabel = "ID", description = "The tenant's id once more.")
    String confirmation = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    Saved saved = new Saved();

    @Option(names = "--force", description = "Does not wait for the end of the grace period.")
    boolean force;

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    /** Where the data is saved, or that it is not. */
    static final class Saved {
        @Option(names = "--archive", required = true, paramLabel = "FILE", description = "The file of 'docex tenant export'.")
        @Nullable Path archive;

        @Option(names = "--without-archive", required = true, description = "The data is lost.")
        boolean without;
    }

    @Override
    public Integer call() {
        tenant.requireConfirmed(confirmation);
        JsonObjectBuilder body = Json.createObjectBuilder().add("confirm", tenant.value);
        if (saved.archive != null) {
            body.add("archive_sha256", hash(LocalFiles.readable(saved.archive)));
        } else {
            body.add("without_archive", true);
        }
        if (force) {
            body.add("force", true);
        }
        RestClient server = RestClient.connect();
        output.print(server.send("POST", tenant.query("purge"), body.build(), "application/json", tenant.read(server).ifMatch()).body());
        return 0;
    }

    private String hash(Path archive) {
        try (Metered reading = new Metered(watching, "Reading", OptionalLong.of(LocalFiles.size(archive)))) {
            return Digest.of(archive, reading).hex();
        }
    }
}
