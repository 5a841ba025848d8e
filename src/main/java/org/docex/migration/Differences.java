package org.docex.migration;

import org.docex.migration.report.Faults;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** All differences of a comparison, in a file beside the record. */
final class Differences implements AutoCloseable {
    private final BufferedWriter file;
    private final Consumer<String> told;

    Differences(Path file, Consumer<String> told) throws IOException {
        this.file = Files.newBufferedWriter(file);
        this.told = told;
    }

    void add(String difference) {
        try {
            file.write(difference);
            file.newLine();
        } catch (IOException e) {
            throw Faults.of("the file of differences", e);
        }
        told.accept(difference);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
