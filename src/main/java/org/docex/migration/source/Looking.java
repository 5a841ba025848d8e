package org.docex.migration.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Looks whether something is there. What must not be looked at is no "no": that would leave it behind without a word. */
public final class Looking {
    private Looking() {}

    /**
     * @return empty when there is nothing
     * @throws IOException when nobody can say, above all for want of permission
     */
    public static Optional<BasicFileAttributes> at(Path path, LinkOption... options) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (String.valueOf(e.getReason()).contains("Not a directory") || String.valueOf(e.getReason()).contains("File name too long")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public static boolean isFolder(Path path) throws IOException {
        return at(path).filter(BasicFileAttributes::isDirectory).isPresent();
    }
}
