package org.docex.cli.document;

import org.docex.cli.client.Download;
import org.docex.cli.client.TenantCheck;
import org.docex.cli.files.Digest;
import org.docex.cli.files.PartFile;
import org.docex.cli.output.Metered;
import org.docex.cli.output.Watching;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex document content}: the exact bytes, compared with the SHA-256 that the server announces. */
@Command(name = "content", description = "Writes a document's bytes to standard output, or to a new file.")
final class DocumentContentCommand implements Callable<Integer> {
    @Mixin
    TenantCheck tenant = new TenantCheck();

    @Mixin
    DocumentOption document = new DocumentOption();

    @Option(names = "--file", paramLabel = "FILE", description = "Must not exist; appears once all bytes have arrived.")
    Optional<Path> file = Optional.empty();

    @Mixin
    Watching watching = new Watching();

    @Override
    public Integer call() {
        if (file.filter(path -> !path.toString().equals("-")).isEmpty()) {
            Digest digest = new Digest(bytes -> { });
            Download content = new Download(tenant.connect(), document.query("content"));
            content.into(new FileOutputStream(FileDescriptor.out), digest);
            content.requireAnnounced(digest.hex());
            return 0;
        }
        try (PartFile part = PartFile.of(file.get())) {
            Download content = new Download(tenant.connect(), document.query("content"));
            try (Metered receiving = new Metered(watching, "Receiving", content.size())) {
                Digest digest = new Digest(receiving);
                content.into(part.out(), digest);
                content.requireAnnounced(digest.hex());
            }
            part.publish();
        }
        return 0;
    }
}
