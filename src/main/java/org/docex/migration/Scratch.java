package org.docex.migration;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.migration.report.Faults;
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

    /** Keeps a secret for the time of this look. */
    String keepSecret(String name, String value) {
        Path file = folder.resolve("secrets").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, value);
            return NewHome.reference(name);
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    @Override
    public void close() throws IOException {
        new PrivateFiles(folder).deleteTree(folder);
    }
}
