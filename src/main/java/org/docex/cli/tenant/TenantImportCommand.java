package org.docex.cli.tenant;

import org.docex.cli.client.Reply;
import org.docex.cli.client.RestClient;
import org.docex.cli.files.Digest;
import org.docex.cli.files.LocalFiles;
import org.docex.cli.output.Metered;
import org.docex.cli.output.Output;
import org.docex.cli.output.Watching;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex tenant import}. The archive is read twice: for its SHA-256, which the server compares, and to send it. */
@Command(name = "import", description = "Makes a new tenant of an archive that 'docex tenant export' wrote.")
final class TenantImportCommand implements Callable<Integer> {
    @Mixin
    TenantOption tenant = new TenantOption();

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "The archive.")
    Path file = Path.of("-");

    @Option(names = "--display-name", paramLabel = "TEXT", description = "Another one than the archive's.")
    Optional<String> displayName = Optional.empty();

    @Option(names = "--sha256", paramLabel = "HEX", description = "Nothing is sent unless the archive has it.")
    Optional<String> expected = Optional.empty();

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        Optional<String> required = expected.map(hex -> Digest.ofOption("--sha256", hex));
        long size = LocalFiles.size(LocalFiles.readable(file));
        RestClient server = RestClient.connect();
        String sha256;
        try (Metered reading = new Metered(watching, "Reading", OptionalLong.of(size))) {
            sha256 = Digest.of(file, reading).hex();
        }
        if (required.filter(hex -> !hex.equals(sha256)).isPresent()) {
            throw new CliException(ExitCode.REFUSED, "The archive " + file + " has the SHA-256 " + sha256
                    + ", not the one of --sha256; nothing was sent. Take the file that was exported, or correct --sha256.");
        }
        Reply reply;
        try (Metered sending = new Metered(watching, "Sending", OptionalLong.of(size))) {
            reply = server.upload(tenant.query("archive").with("display_name", displayName), LocalFiles.body(file, size, sending),
                    "Content-Type", "application/x-tar", Digest.HEADER, Digest.header(sha256));
        }
        output.print(reply.body());
        return 0;
    }
}
