package org.docex.migration;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** What can be told of the files below a folder, to see whether anything was changed there. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * Files, folders and links, not followed, by their path from the root: permissions, time of the last change, and of a file
     * its size and SHA-256.
     */
    public static Map<String, String> snapshot(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                found.put(root.relativize(path).toString(), told(path));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String told(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String all = PosixFilePermissions.toString(attributes.permissions()) + " " + attributes.lastModifiedTime();
        if (attributes.isSymbolicLink()) {
            return "l " + all + " " + Files.readSymbolicLink(path);
        }
        return attributes.isDirectory() ? "d " + all
                : "- " + all + " " + attributes.size() + " " + OldRules.sha256(Files.readAllBytes(path));
    }
}
