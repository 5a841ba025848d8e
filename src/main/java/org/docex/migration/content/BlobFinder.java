package org.docex.migration.content;

import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldBasket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Finds the file that a row of 2.x means by its path. The folders are tried in this order: the basket's {@code path}, the base
 * itself, the basket's {@code filesystem.path}, the installation's {@code storage.filesystem.path}. What lies outside all of
 * them, or behind a link, is not followed.
 */
final class BlobFinder {
    static final List<String> PLACES = List.of("basket path", "base", "basket filesystem.path", "storage.filesystem.path");

    private final Path base;
    private final Path documents;

    /**
     * @param base where relative paths of 2.x start
     * @param documents the installation's folder for documents
     */
    BlobFinder(Path base, Path documents) {
        this.base = base;
        this.documents = documents;
    }

    /** A remark on the way. */
    record Remark(FindingKind kind, String detail) {}

    /**
     * What was found.
     *
     * @param file empty when there is none
     * @param place one of {@link #PLACES}
     */
    record Found(Optional<Path> file, String place, List<Remark> remarks) {}

    Found find(OldBasket basket, String path) throws IOException {
        List<Remark> remarks = new ArrayList<>();
        Path relative;
        try {
            relative = Path.of(path);
        } catch (InvalidPathException none) {
            return new Found(Optional.empty(), "", List.of(new Remark(FindingKind.PATH_OUTSIDE, "its path is none")));
        }
        if (path.isBlank()) {
            return new Found(Optional.empty(), "", List.of());
        }
        if (relative.isAbsolute()) {
            remarks.add(new Remark(FindingKind.PATH_ABSOLUTE, path));
        }
        if (StreamSupport.stream(relative.spliterator(), false).anyMatch(part -> part.toString().equals(".."))) {
            remarks.add(new Remark(FindingKind.PATH_PARENT, path));
        }
        Map<Path, String> hits = hits(basket, relative, path, remarks);
        if (hits.isEmpty()) {
            return new Found(Optional.empty(), "", List.copyOf(remarks));
        }
        List<Path> files = List.copyOf(hits.keySet());
        for (Path other : files.subList(1, files.size())) {
            if (Files.mismatch(files.get(0), other) >= 0) {
                remarks.add(new Remark(FindingKind.DIFFERENT_COPIES, files.get(0) + " was taken, " + other + " differs"));
            }
        }
        return new Found(Optional.of(files.get(0)), String.valueOf(hits.get(files.get(0))), List.copyOf(remarks));
    }

    /** The files that the path leads to, each once, the first place first. */
    private Map<Path, String> hits(OldBasket basket, Path relative, String path, List<Remark> remarks) throws IOException {
        List<Optional<Path>> folders = folders(basket);
        Set<Path> roots = new LinkedHashSet<>();
        for (Optional<Path> folder : folders) {
            if (folder.isPresent() && Files.isDirectory(folder.get())) {
                roots.add(folder.get().toRealPath());
            }
        }
        Map<Path, String> hits = new LinkedHashMap<>();
        boolean outside = false;
        for (int i = 0; i < folders.size(); i++) {
            Optional<Path> candidate = folders.get(i).map(folder -> folder.resolve(relative).normalize());
            if (candidate.isPresent() && Files.exists(candidate.get(), LinkOption.NOFOLLOW_LINKS)) {
                Optional<Path> file = inside(candidate.get(), roots);
                if (file.isPresent()) {
                    hits.putIfAbsent(file.get(), PLACES.get(i));
                } else {
                    outside = true;
                }
            }
        }
        if (outside) {
            remarks.add(new Remark(FindingKind.PATH_OUTSIDE, path));
        }
        return hits;
    }

    /** The file without any link below one of the roots; empty when it is none. */
    private static Optional<Path> inside(Path candidate, Set<Path> roots) throws IOException {
        if (!Files.isRegularFile(candidate, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path parent = candidate.getParent().toRealPath();
        Path file = parent.resolve(candidate.getFileName());
        for (Path root : roots) {
            if (file.startsWith(root) && !hasLink(root, candidate)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Whether the way below a root goes over a link: then the path as written is longer than the real one, or another. */
    private static boolean hasLink(Path root, Path candidate) throws IOException {
        for (Path at = candidate.getParent(); at != null; at = at.getParent()) {
            if (at.toRealPath().equals(root)) {
                return false;
            }
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return true;
    }

    private List<Optional<Path>> folders(OldBasket basket) {
        return List.of(basket.path().flatMap(this::folder), Optional.of(base), basket.filesystemPath().flatMap(this::folder), Optional.of(documents));
    }

    /** All folders that documents are looked for in, but the base, which holds other things too. */
    List<Path> storageFolders(OldBasket basket) {
        List<Path> folders = new ArrayList<>();
        basket.path().flatMap(this::folder).ifPresent(folders::add);
        basket.filesystemPath().flatMap(this::folder).ifPresent(folders::add);
        folders.add(documents);
        return folders;
    }

    private Optional<Path> folder(String text) {
        try {
            return Optional.of(base.resolve(text).normalize());
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
