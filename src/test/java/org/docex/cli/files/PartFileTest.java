package org.docex.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there complete or not at all. */
class PartFileTest {
    @TempDir
    Path folder;

    @Test
    void a_file_is_never_replaced() throws IOException {
        Path target = folder.resolve("out");
        try (PartFile part = PartFile.of(target)) {
            part.out().write(1);
            Files.writeString(target, "mine");
            assertThatThrownBy(part::publish).hasMessageContaining("is there already");
        }
        assertThatThrownBy(() -> PartFile.of(target)).hasMessageContaining("is there already");
        assertThat(files()).containsExactly("out");
        assertThat(target).hasContent("mine");
    }

    @Test
    void a_published_file_is_the_only_one() throws IOException {
        try (PartFile part = PartFile.of(folder.resolve("out"))) {
            part.out().write("hello".getBytes());
            assertThat(files()).allMatch(name -> name.startsWith(".out."));
            part.publish();
        }
        assertThat(files()).containsExactly("out");
        assertThat(folder.resolve("out")).hasContent("hello");
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
