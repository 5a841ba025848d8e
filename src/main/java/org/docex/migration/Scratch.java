package org.docex.migration;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of one look. */
record Scratch(Path folder) implements AutoCloseable {
    Scratch() throws IOException {
        this(Files.createTempDirectory("docex-migration").toRealPath());
    }

    /** The configuration that a text would be. */
    DocexConfig config(String text) throws IOException {
        Path file = folder.resolve("docex.yaml");
        Files.writeString(file, text);
        return ConfigReader.read(file);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
