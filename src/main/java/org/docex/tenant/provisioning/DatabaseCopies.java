package org.docex.tenant.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** SQLite: the copies that upgrades leave beside a tenant's file, {@code <file>.before-<version>}. */
final class DatabaseCopies {
    private static final String MARK = ".before-";

    private DatabaseCopies() {}

    static Path before(Path file, String version) {
        return file.resolveSibling(file.getFileName() + MARK + version);
    }

    static List<Path> of(Path file) throws IOException {
        if (!Files.isDirectory(file.getParent(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.filter(path -> path.getFileName().toString().startsWith(file.getFileName() + MARK)).sorted().toList();
        }
    }
}
