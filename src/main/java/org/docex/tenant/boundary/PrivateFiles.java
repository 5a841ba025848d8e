package org.docex.tenant.boundary;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders under the home folder that only this user may use: 0600 and 0700. */
public final class PrivateFiles {
    /** The folder of secrets below the home folder, with a folder a tenant; {@code ${file:…}} refers to them. */
    public static final String SECRETS = "secrets";

    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path base;

    /** @param base the home folder */
    public PrivateFiles(Path base) {
        this.base = base;
    }

    /**
     * Makes the folders that are missing below the base, and no others.
     *
     * @throws IOException also for a folder outside the base and for a link where a folder would be
     */
    public void createFolders(Path folder) throws IOException {
        if (!folder.startsWith(base)) {
            throw new IOException(folder + " lies outside " + base);
        }
        Path current = base;
        Files.createDirectories(base, FOLDER);
        for (Path part : base.relativize(folder)) {
            if (part.toString().isEmpty()) {
                continue;
            }
            Path child = current.resolve(part);
            try {
                Files.createDirectory(child, FOLDER);
                sync(current);
            } catch (FileAlreadyExistsException isThere) {
                if (Files.isSymbolicLink(child) || !Files.isDirectory(child)) {
                    throw new IOException(child + " is no plain folder", isThere);
                }
            }
            current = child;
        }
    }

    /**
     * A new file with these bytes, synced.
     *
     * @throws IOException also when there is a file of this name
     */
    public void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Gives a complete file its name, synced.
     *
     * @throws DocexException {@code BOUNDARY_EXISTS} for a name that is taken
     */
    public void publish(Path draft, Path target) throws IOException {
        sync(draft);
        try {
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException taken) {
            throw new DocexException(ErrorCode.BOUNDARY_EXISTS,
                    "There is a file already where " + target.getFileName() + " would be. Move it away, or choose another name.", taken);
        }
        sync(target.getParent());
    }

    /** Removes a folder and all it holds; links are removed and never followed. */
    public void deleteTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder);
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
        sync(folder.getParent());
    }

    /** Removes a folder that holds nothing. */
    void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException holdsSomething) {
            // stays, with what it holds
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
