package org.docex.cli.files;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file that appears under its name complete or not at all, and never in the place of another one.
 *
 * <p>It is written beside its place under a name that begins with a dot and ends with {@code .part}, readable by its owner
 * alone. What a killed run leaves may be deleted.
 */
public final class PartFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /** @throws CliException when there is such a file, or its folder cannot be written */
    public static PartFile of(Path target) {
        Path place = target.toAbsolutePath();
        requireFree(place);
        try {
            Path part = Files.createTempFile(place.getParent(), "." + place.getFileName() + ".", ".part");
            part.toFile().deleteOnExit();
            return new PartFile(place, part, FileChannel.open(part, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    public OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** Brings it to disk and gives it its name. */
    public void publish() {
        try {
            channel.force(true);
            channel.close();
            name();
            syncFolder(target.getParent());
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** A link never replaces a file; where there are no links a move looks first. */
    private void name() throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            Files.move(part, target);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw unwritable(part, e);
        }
    }

    private static void syncFolder(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be opened; there the name is as safe as the system makes it.
        }
    }

    private static void requireFree(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(target);
        }
    }

    private static CliException taken(Path target) {
        return new CliException(ExitCode.REFUSED, "The file " + target + " is there already. Name another one, or move it away.");
    }

    private static CliException unwritable(Path file, IOException cause) {
        return new CliException(ExitCode.REFUSED,
                "The file " + file + " cannot be written. Make room, or correct its folder and permissions.", cause);
    }
}
