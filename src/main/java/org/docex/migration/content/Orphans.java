package org.docex.migration.content;

import org.docex.migration.report.Faults;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.Looking;
import org.docex.migration.source.OldBucket;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;

/** Files and objects among the documents that no row names. */
public final class Orphans {
    private static final String SIDECAR = ".meta";

    private final Ledger ledger;
    private final String phase;
    private final Path base;

    /** @param base findings show paths below it relative to it */
    public Orphans(Ledger ledger, String phase, Path base) {
        this.ledger = ledger;
        this.phase = phase;
        this.base = base;
    }

    /**
     * Looks through folders and all below them, and follows no links.
     *
     * @param known files that belong to databases
     * @param except a folder that is not looked into: the new home
     */
    public void look(Set<Path> folders, Set<Path> known, Path except) throws IOException {
        Set<Path> real = real(folders);
        Set<Path> databases = real(known);
        for (Path root : real) {
            if (real.stream().noneMatch(other -> !other.equals(root) && root.startsWith(other))) {
                walk(root, databases, Looking.at(except).isPresent() ? except.toRealPath() : except);
            }
        }
    }

    /**
     * Looks through the objects of a bucket. What stands for a folder in the tools of S3 is no object.
     *
     * @param prefixes what their names begin with
     */
    public void look(BlobFinder finder, OldBucket bucket, Set<String> prefixes) {
        for (String prefix : prefixes) {
            if (prefixes.stream().noneMatch(other -> !other.equals(prefix) && prefix.startsWith(other))) {
                finder.list(bucket, prefix, (key, size) -> {
                    boolean folder = size == 0 && key.endsWith("/");
                    if (!folder && !isNamed(bucket.address(key))) {
                        ledger.found(phase, new Finding("", FindingKind.ORPHAN, bucket.address(key), size + " bytes"));
                    }
                });
            }
        }
    }

    private static Set<Path> real(Set<Path> paths) throws IOException {
        Set<Path> real = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Looking.at(path).isPresent()) {
                real.add(path.toRealPath());
            }
        }
        return real;
    }

    private void walk(Path root, Set<Path> known, Path except) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(except) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.toString();
                boolean sidecar = name.endsWith(SIDECAR) && isNamed(name.substring(0, name.length() - SIDECAR.length()));
                if (!known.contains(file) && !isNamed(name) && !sidecar) {
                    ledger.found(phase, new Finding("", FindingKind.ORPHAN, file.startsWith(base) ? base.relativize(file).toString() : name,
                            attributes.isRegularFile() ? attributes.size() + " bytes" : "no file"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                ledger.found(phase, new Finding("", FindingKind.ORPHAN, file.toString(), "cannot be looked at: " + Faults.said(e)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private boolean isNamed(String file) {
        return ledger.one("SELECT 1 FROM content WHERE file = ?", row -> true, file).isPresent();
    }
}
