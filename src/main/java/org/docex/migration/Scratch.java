package org.docex.migration;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.tenant.boundary.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        new PrivateFiles(folder).deleteTree(folder);
    }
}
