package org.docex.cli.run;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The environment of the command line. What is secret may lie in a file instead, which {@code NAME_FILE} names. */
public final class Environment {
    private Environment() {}

    public static Optional<String> value(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(given -> !given.isBlank());
    }

    /** @throws DocexException {@code NOT_CONFIGURED} when the file cannot be read */
    public static Optional<String> secret(String name) {
        return value(name).or(() -> value(name + "_FILE").map(file -> read(name, file)));
    }

    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The file " + file + ", which " + name + "_FILE names, cannot be read. Correct the name or its permissions.", e);
        }
    }
}
