package org.docex.cli.document;

import java.nio.file.Path;

/**
 * A file to be added.
 *
 * @param source how the basket knows it again: the file's path as it was named, or below the folder that was named, with
 *     '/' between; the same on every run
 */
record LocalDocument(Path file, String name, String source) {
    /** A file that was named itself. */
    static LocalDocument named(Path file) {
        return new LocalDocument(file, String.valueOf(file.getFileName()), slashed(file.normalize()));
    }

    /** A file in a folder that was named. */
    static LocalDocument below(Path folder, Path file) {
        return new LocalDocument(file, String.valueOf(file.getFileName()), slashed(folder.relativize(file)));
    }

    LocalDocument withName(String other) {
        return new LocalDocument(file, other, source);
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
