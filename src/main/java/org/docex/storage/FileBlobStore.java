package org.docex.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content in folders: a folder a tenant, files 0600 in folders 0700. A file gets its name by a hard link, which fails when
 * the name is taken, after its bytes were synced; then the folder is synced.
 */
final class FileBlobStore implements BlobStore {
    private static final String STAGING = ".staging";
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int MAX_SYNCED = 10_000;

    private final Path root;
    private final Set<Path> synced = ConcurrentHashMap.newKeySet();

    /** @param root an existing folder; missing folders are made below it only */
    FileBlobStore(Path root) {
        this.root = root;
    }

    @Override
    public boolean createArea(String area) throws IOException {
        boolean made = !hasArea(area);
        folder(root, area(area).resolve(STAGING));
        return made;
    }

    @Override
    public boolean hasArea(String area) {
        return Files.isDirectory(area(area).resolve(STAGING), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isTaken(String area) throws IOException {
        requireRoot();
        return Files.exists(area(area), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void look(String area, Visitor visitor) throws IOException {
        requireRoot();
        Path home = area(area);
        Path staging = home.resolve(STAGING);
        walk(home, file -> {
            try {
                BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                boolean unfinished = file.startsWith(staging);
                visitor.found(new Found((unfinished ? staging : home).relativize(file).toString(), facts.size(),
                        facts.lastModifiedTime().toInstant(), unfinished));
            } catch (NoSuchFileException goneMeanwhile) {
                // nothing to show
            }
        }, folder -> {});
    }

    @Override
    public void discard(String area, Found found) throws IOException {
        Path home = area(area);
        Files.deleteIfExists((found.unfinished() ? home.resolve(STAGING) : home).resolve(found.key()));
    }

    @Override
    public void emptyArea(String area) throws IOException {
        requireRoot();
        Path home = area(area);
        walk(home, Files::deleteIfExists, folder -> {
            if (!folder.equals(home) && !folder.equals(home.resolve(STAGING))) {
                Files.deleteIfExists(folder);
            }
        });
        synced.removeIf(folder -> folder.startsWith(home));
        if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            sync(home);
        }
    }

    /** A disk that is not mounted holds no less than before. */
    private void requireRoot() throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(root.toString());
        }
    }

    private interface Visit {
        void to(Path path) throws IOException;
    }

    /** Every file, and every folder after what it holds; links are files and never followed. */
    private static void walk(Path home, Visit files, Visit folders) throws IOException {
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files.to(file);
                return FileVisitResult.CONTINUE;
            }

            /** What goes while one looks was not there. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null && !(failed instanceof NoSuchFileException)) {
                    throw failed;
                }
                folders.to(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void removeEmptyArea(String area) throws IOException {
        Path home = area(area);
        Path staging = home.resolve(STAGING);
        try (Stream<Path> held = Files.list(home)) {
            if (held.anyMatch(one -> !one.equals(staging))) {
                return;
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        try {
            Files.deleteIfExists(staging);
            if (!area.isEmpty()) {
                Files.deleteIfExists(home);
            }
        } catch (DirectoryNotEmptyException holdsSomething) {
            // stays, with what it holds
        }
    }

    @Override
    public Draft draft(String area, IntFunction<String> keys) throws IOException {
        return new FileDraft(area, keys, area(area).resolve(STAGING).resolve(UUID.randomUUID().toString()));
    }

    @Override
    public Optional<Blob> open(String area, String key) throws IOException {
        try {
            Path file = inside(area, key);
            SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            return Optional.of(new FileBlob(file, channel));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String area, String key) throws IOException {
        Files.deleteIfExists(inside(area, key));
    }

    @Override
    public long freeBytes() throws IOException {
        long free = root.toFile().getUsableSpace();
        return free > 0 ? free : Files.getFileStore(root).getUsableSpace();
    }

    private Path area(String area) {
        return root.resolve(area).normalize();
    }

    /** The file of a key, refused when the key, or a link on the way, leads out of the area. */
    private Path inside(String area, String key) throws IOException {
        Path home = area(area);
        Path file = home.resolve(key).normalize();
        if (key.isEmpty() || !file.startsWith(home) || file.startsWith(home.resolve(STAGING)) || file.equals(home)) {
            throw new IOException("A key leaves its area");
        }
        Path parent = file.getParent();
        if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)
                && !parent.toRealPath().equals(home.toRealPath().resolve(home.relativize(parent)))) {
            throw new IOException("A link leads out of an area");
        }
        return file;
    }

    /** Makes missing folders. Who finds one that another thread is making syncs it too, before anything depends on it. */
    private void folder(Path base, Path folder) throws IOException {
        if (synced.contains(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path current = base;
        for (Path part : base.relativize(folder)) {
            if (part.toString().isEmpty()) {
                continue;
            }
            Path child = current.resolve(part);
            if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    Files.createDirectory(child, FOLDER);
                } catch (FileAlreadyExistsException madeMeanwhile) {
                    if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                        throw madeMeanwhile;
                    }
                }
            }
            sync(current);
            current = child;
        }
        if (synced.size() > MAX_SYNCED) {
            synced.clear();
        }
        synced.add(folder);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private final class FileDraft implements Draft {
        private final String area;
        private final IntFunction<String> keys;
        private final Path file;
        private final FileChannel channel;

        FileDraft(String area, IntFunction<String> keys, Path file) throws IOException {
            this.area = area;
            this.keys = keys;
            this.file = file;
            this.channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(true);
        }

        @Override
        public Optional<String> publish() throws IOException {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (publish(keys.apply(attempt))) {
                    return Optional.of(keys.apply(attempt));
                }
            }
            return Optional.empty();
        }

        private boolean publish(String key) throws IOException {
            Path target = inside(area, key);
            folder(area(area), target.getParent());
            try {
                Files.createLink(target, file);
            } catch (FileAlreadyExistsException taken) {
                return false;
            }
            try {
                FileBlobStore.sync(target.getParent());
            } catch (IOException notDurable) {
                Files.deleteIfExists(target);
                throw notDurable;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    private record FileBlob(Path file, SeekableByteChannel channel) implements Blob {
        @Override
        public String tag() throws IOException {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file + "\n" + facts.fileKey() + "\n" + facts.size() + "\n" + facts.lastModifiedTime();
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public InputStream from(long position) throws IOException {
            return Channels.newInputStream(channel.position(position));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
