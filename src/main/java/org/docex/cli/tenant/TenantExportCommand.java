package org.docex.cli.tenant;

import jakarta.json.Json;
import org.docex.cli.client.Download;
import org.docex.cli.client.RestClient;
import org.docex.cli.files.Digest;
import org.docex.cli.files.PartFile;
import org.docex.cli.output.Metered;
import org.docex.cli.output.Output;
import org.docex.cli.output.Watching;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex tenant export}. The file appears only once the whole archive has arrived and is on disk. */
@Command(name = "export", description = "Writes everything of a tenant to a new file and prints its SHA-256 and size. "
        + "Keep the SHA-256: import and purge ask for it.")
final class TenantExportCommand implements Callable<Integer> {
    @Mixin
    TenantOption tenant = new TenantOption();

    @Option(names = "--file", required = true, paramLabel = "FILE",
            description = "The archive; must not exist. '-' writes to standard output and the SHA-256 to standard error.")
    Path file = Path.of("-");

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        try (Metered receiving = new Metered(watching, "Receiving", OptionalLong.empty())) {
            Digest digest = new Digest(receiving);
            if (file.toString().equals("-")) {
                new Download(RestClient.connect(), tenant.query("archive")).into(new FileOutputStream(FileDescriptor.out), digest);
                output.err().println("sha256 " + digest.hex() + ", " + digest.size() + " bytes");
                return 0;
            }
            String sha256;
            try (PartFile part = PartFile.of(file)) {
                new Download(RestClient.connect(), tenant.query("archive")).into(part.out(), digest);
                sha256 = digest.hex();
                part.publish();
            }
            receiving.close();
            output.print(Json.createObjectBuilder().add("file", file.toString()).add("sha256", sha256).add("size", digest.size())
                    .build());
        }
        return 0;
    }
}
