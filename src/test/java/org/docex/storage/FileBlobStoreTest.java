package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest implements BlobStoreContract {
    @TempDir
    Path root;

    @Override
    public BlobStore store() {
        return new FileBlobStore(root);
    }

    @Test
    void files_and_folders_are_private() throws IOException {
        store().createArea("acme");
        try (BlobStore.Draft draft = store().draft("acme", attempt -> "b/a.txt")) {
            draft.publish();
        }
        try (Stream<Path> all = Files.walk(root.resolve("acme"))) {
            assertThat(all.map(FileBlobStoreTest::mode)).containsOnly("rwx------", "rw-------");
        }
    }

    @Test
    void a_link_out_of_the_area_is_refused() throws IOException {
        store().createArea("acme");
        Files.createSymbolicLink(root.resolve("acme/b"), Files.createTempDirectory(root, "outside"));
        assertThatThrownBy(() -> store().open("acme", "b/a.txt")).isInstanceOf(IOException.class);
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
