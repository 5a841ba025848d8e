package org.docex.cli.tenant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.docex.cli.client.Download;
import org.docex.cli.client.RestClient;
import org.docex.cli.files.Digest;
import org.docex.cli.files.PartFile;
import org.docex.cli.output.Metered;
import org.docex.cli.output.Output;
import org.docex.cli.output.Watching;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
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
            RestClient server = RestClient.connect();
            Digest digest = new Digest(receiving);
            if (file.toString().equals("-")) {
                new Download(server, tenant.query("archive")).into(new FileOutputStream(FileDescriptor.out), digest);
                requireComplete(server, digest.hex());
                output.err().println("sha256 " + digest.hex() + ", " + digest.size() + " bytes");
                return 0;
            }
            String sha256;
            try (PartFile part = PartFile.of(file)) {
                new Download(server, tenant.query("archive")).into(part.out(), digest);
                sha256 = digest.hex();
                requireComplete(server, sha256);
                part.publish();
            }
            receiving.close();
            output.print(Json.createObjectBuilder().add("file", file.toString()).add("sha256", sha256).add("size", digest.size())
                    .build());
        }
        return 0;
    }

    /** Not every server ends a stream that broke off so that it can be told; the journal knows which archives were completed. */
    private void requireComplete(RestClient server, String sha256) {
        boolean complete = server.get(tenant.query("journal").with("limit", "100")).body().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().anyMatch(entry -> entry.getString("kind").equals("export")
                        && entry.getString("state").equals("DONE") && entry.getString("archive_sha256", "").equals(sha256));
        if (!complete) {
            throw new CliException(ExitCode.UNREACHABLE, "The archive broke off on its way; nothing is kept of it. "
                    + "Look at the server's log, then repeat.");
        }
    }
}
