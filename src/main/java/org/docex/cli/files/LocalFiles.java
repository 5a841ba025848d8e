package org.docex.cli.files;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Files of this machine as bodies of calls. */
public final class LocalFiles {
    private LocalFiles() {}

    /** Refuses what is no regular file that can be read. */
    public static Path readable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unreadable(file, new IOException("not a readable regular file"));
        }
        return file;
    }

    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A file streamed from disk with its length announced; one that changes its length meanwhile breaks the call off. */
    public static BodyPublisher body(Path file, long size, LongConsumer watcher) {
        return size == 0 ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Digest(watcher).through(open(file))), size);
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CliException unreadable(Path file, IOException cause) {
        return new CliException(ExitCode.REFUSED,
                "The file " + file + " cannot be read. Correct its name or its permissions.", cause);
    }
}
