package org.docex.cli.document;

import org.docex.cli.files.LocalFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The files below a folder, in the order the system gives them. What is hidden, a link or special is skipped and said;
 * what cannot be read is a failure of its own, and the walk goes on.
 */
final class LocalTree implements FileVisitor<Path> {
    private final Path root;
    private final Consumer<LocalDocument> found;
    private final BiConsumer<Path, String> skipped;
    private final Consumer<Path> failed;

    /** @param skipped is told of a path and why */
    LocalTree(Path root, Consumer<LocalDocument> found, BiConsumer<Path, String> skipped, Consumer<Path> failed) {
        this.root = root;
        this.found = found;
        this.skipped = skipped;
        this.failed = failed;
    }

    void walk() {
        try {
            Files.walkFileTree(root, this);
        } catch (IOException e) {
            throw LocalFiles.unreadable(root, e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(root) && Files.isHidden(folder)) {
            skipped.accept(folder, "hidden");
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (Files.isHidden(file)) {
            skipped.accept(file, "hidden");
        } else if (attributes.isSymbolicLink()) {
            skipped.accept(file, "a symbolic link");
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            skipped.accept(file, "no regular file");
        } else {
            found.accept(LocalDocument.below(root, file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        failed.accept(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        if (failure != null) {
            failed.accept(folder);
        }
        return FileVisitResult.CONTINUE;
    }
}
