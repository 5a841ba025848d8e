package org.docex.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTreeTest {
    @TempDir
    Path folder;

    @Test
    void finds_files_and_says_what_it_skips() throws IOException {
        Files.createDirectories(folder.resolve("in/a/b"));
        Files.createDirectories(folder.resolve("in/.git"));
        Files.writeString(folder.resolve("in/a/b/1.txt"), "1");
        Files.writeString(folder.resolve("in/2.txt"), "2");
        Files.writeString(folder.resolve("in/.hidden"), "3");
        Files.writeString(folder.resolve("in/.git/config"), "4");
        Files.createSymbolicLink(folder.resolve("in/link.txt"), folder.resolve("in/2.txt"));
        Files.createSymbolicLink(folder.resolve("in/up"), folder);
        List<String> found = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        new LocalTree(folder.resolve("in"), document -> found.add(document.source() + " " + document.name()),
                (path, why) -> skipped.add(path.getFileName() + " " + why), path -> skipped.add(path + " failed")).walk();
        assertThat(found).containsExactlyInAnyOrder("a/b/1.txt 1.txt", "2.txt 2.txt");
        assertThat(skipped).containsExactlyInAnyOrder(".hidden hidden", ".git hidden", "link.txt a symbolic link", "up a symbolic link");
    }

    @Test
    void a_source_is_the_same_on_every_run() {
        assertThat(LocalDocument.named(Path.of("./a/../b/c.txt")).source()).isEqualTo("b/c.txt");
        assertThat(LocalDocument.below(Path.of("./b"), Path.of("./b/x/c.txt")).source()).isEqualTo("x/c.txt");
        assertThat(LocalDocument.below(Path.of("/tmp/b"), Path.of("/tmp/b/x/c.txt")).source()).isEqualTo("x/c.txt");
    }
}
