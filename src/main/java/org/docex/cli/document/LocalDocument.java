package org.docex.cli.document;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
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

    /** A name that this locale cannot read would become another one, and two of them the same. */
    private static String slashed(Path path) {
        if (path.toString().indexOf('\uFFFD') >= 0) {
            throw new CliException(ExitCode.REFUSED, "The name " + path + " cannot be read in this locale. Set LC_ALL to one of UTF-8, "
                    + "or give the file a name that is UTF-8.");
        }
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
