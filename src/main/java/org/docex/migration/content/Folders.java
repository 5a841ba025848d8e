package org.docex.migration.content;

import org.docex.migration.content.Found.Remark;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.Looking;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Finds the file that a row of 2.x means by its path. The folders are tried in this order: the basket's {@code path}, the base
 * itself, the basket's {@code filesystem.path}, the installation's {@code storage.filesystem.path}. A path that leads
 * out of the folder it is tried in, or over a link out of all folders of documents, is not followed (an absolute one is tried in
 * folders of documents only), and databases and configuration are nobody's documents.
 */
final class Folders implements OldContents {
    static final List<String> PLACES = List.of("basket path", "base", "basket filesystem.path", "storage.filesystem.path");

    private final Path base;
    private final Path documents;
    private final Set<Path> never;

    /**
     * @param databases the files of the installation's databases
     * @param home the new home, which may lie below the base
     */
    Folders(OldConfig config, Set<Path> databases, Path home) throws IOException {
        this.base = config.base();
        this.documents = config.documents();
        this.never = new HashSet<>(databases);
        this.never.addAll(List.of(config.file(), home, Path.of("/proc"), Path.of("/sys"), Path.of("/dev")));
        for (Path path : Set.copyOf(never)) {
            if (Looking.at(path).isPresent()) {
                never.add(path.toRealPath());
            }
        }
    }

    @Override
    public Found find(Sought sought) throws IOException {
        OldBasket basket = sought.basket().storage();
        String path = sought.path();
        List<Remark> remarks = new ArrayList<>();
        Path relative;
        try {
            relative = Path.of(path);
        } catch (InvalidPathException none) {
            return Found.nothing(List.of(new Remark(FindingKind.PATH_OUTSIDE, "its path is none")));
        }
        if (path.isBlank()) {
            return Found.nothing(List.of());
        }
        if (relative.isAbsolute()) {
            remarks.add(new Remark(FindingKind.PATH_ABSOLUTE, path));
        }
        if (StreamSupport.stream(relative.spliterator(), false).anyMatch(part -> part.toString().equals(".."))) {
            remarks.add(new Remark(FindingKind.PATH_PARENT, path));
        }
        Map<Path, String> hits = hits(basket, relative, path, remarks);
        if (hits.isEmpty()) {
            return Found.nothing(remarks);
        }
        List<Path> files = List.copyOf(hits.keySet());
        for (Path other : files.subList(1, files.size())) {
            if (Files.mismatch(files.get(0), other) >= 0) {
                remarks.add(new Remark(FindingKind.DIFFERENT_COPIES, files.get(0) + " was taken, " + other + " differs"));
            }
        }
        return new Found(Optional.of(new File(files.get(0))), String.valueOf(hits.get(files.get(0))), List.copyOf(remarks));
    }

    @Override
    public Optional<OldContent> named(String name, OldBasket basket) {
        return Optional.of(Path.of(name)).filter(Files::isRegularFile).map(File::new);
    }

    /** A document's file. */
    private record File(Path path) implements OldContent {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /** The files that the path leads to, each once, the first place first. */
    private Map<Path, String> hits(OldBasket basket, Path relative, String path, List<Remark> remarks) throws IOException {
        List<Optional<Path>> folders = folders(basket);
        Map<Path, String> hits = new LinkedHashMap<>();
        boolean outside = false;
        for (int i = 0; i < folders.size(); i++) {
            boolean onlyByChance = relative.isAbsolute() && PLACES.get(i).equals("base");
            Optional<Path> candidate = folders.get(i).filter(folder -> !onlyByChance).map(folder -> folder.resolve(relative).normalize());
            if (candidate.isPresent() && Looking.at(candidate.get(), LinkOption.NOFOLLOW_LINKS).isPresent()) {
                Optional<Path> file = inside(folders.get(i).orElseThrow(), candidate.get(), basket);
                if (file.isPresent()) {
                    hits.putIfAbsent(file.get(), PLACES.get(i));
                } else {
                    outside = true;
                }
            }
        }
        if (outside || hits.isEmpty() && relative.isAbsolute()) {
            remarks.add(new Remark(FindingKind.PATH_OUTSIDE, path));
        }
        return hits;
    }

    /** The real file, when it lies below the folder, or, over a link, below a folder of documents all the same. */
    private Optional<Path> inside(Path folder, Path candidate, OldBasket basket) throws IOException {
        if (!candidate.startsWith(folder) || Looking.at(candidate, LinkOption.NOFOLLOW_LINKS).filter(BasicFileAttributes::isRegularFile).isEmpty()) {
            return Optional.empty();
        }
        Path real = candidate.toRealPath();
        if (never.stream().anyMatch(real::startsWith)) {
            return Optional.empty();
        }
        return real.equals(folder.toRealPath().resolve(folder.relativize(candidate))) || isAmongDocuments(real, basket)
                ? Optional.of(real) : Optional.empty();
    }

    private boolean isAmongDocuments(Path real, OldBasket basket) throws IOException {
        for (Path folder : folders(basket).stream().flatMap(Optional::stream).filter(folder -> !folder.equals(base)).toList()) {
            if (Looking.isFolder(folder) && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private List<Optional<Path>> folders(OldBasket basket) {
        return List.of(basket.path().flatMap(this::folder), Optional.of(base), basket.filesystemPath().flatMap(this::folder), Optional.of(documents));
    }

    private Optional<Path> folder(String text) {
        try {
            return Optional.of(base.resolve(text).normalize());
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
