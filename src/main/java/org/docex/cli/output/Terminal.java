package org.docex.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether somebody watches standard error.
 *
 * <p>The launcher knows and says so in {@code docex.stderr}. Without it Linux is asked what the stream is; elsewhere the
 * console decides, which looks at standard input and output only.
 */
public final class Terminal {
    private Terminal() {}

    /** From Java 22 on there is a console even in a pipe, unless this provider is chosen before the first question. */
    public static void askAlikeOnEveryJava() {
        System.setProperty("jdk.console", "java.base");
    }

    static boolean watchesErrors() {
        String said = System.getProperty("docex.stderr", "");
        return said.isEmpty() ? looksWatched() : said.equals("terminal");
    }

    private static boolean looksWatched() {
        try {
            String stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty") || stream.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return System.console() != null;
        }
    }
}
