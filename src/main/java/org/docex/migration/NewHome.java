package org.docex.migration;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.migration.report.Faults;
import org.docex.tenant.boundary.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder that becomes the new installation. Its life: begun (the order is written down), configured under another name,
 * filled, and complete once {@code docex.yaml} has its name: before that no server starts on it. One run at a time holds it.
 */
final class NewHome implements AutoCloseable {
    static final String DROP_SCRIPT = "drop.sql";
    static final String DIFFERENCES = "differences.txt";
    static final String BEGUN = "begun";
    static final String INSTALLATION = "installation";

    private static final String DONE = "done";

    static final String DROP_HINT = " (on PostgreSQL run its migration/drop.sql before)";

    private static final String OWN = "migration";
    private static final String STATE = "order.json";
    private static final String REPORT = "report.json";
    private static final String CONFIG = "docex.yaml";
    static final String UNFINISHED = "docex.yaml.unfinished";

    private final Path folder;
    private final PrivateFiles files;
    private final FileChannel channel;
    private final FileLock lock;

    private NewHome(Path folder, PrivateFiles files, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.files = files;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Begins a migration in an empty folder, or goes on with the same one.
     *
     * @throws DocexException {@code BOUNDARY_EXISTS} for a folder that holds something else, {@code REQUEST_INVALID} for another
     *     migration's, {@code PLAN_IN_PROGRESS} while another run holds it, {@code STORAGE_UNAVAILABLE}
     */
    static NewHome begin(MigrationOrder order) {
        Path folder = order.to();
        try {
            boolean begun = isBegun(order);
            PrivateFiles files = new PrivateFiles(folder);
            files.createFolders(folder.resolve(OWN));
            FileChannel channel = FileChannel.open(folder.resolve(OWN).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new DocexException(ErrorCode.PLAN_IN_PROGRESS, "Another migration into " + folder + " is running. Wait for it.");
            }
            NewHome home = new NewHome(folder, files, channel, lock);
            if (!begun) {
                home.write(folder.resolve(OWN).resolve(STATE), described(order) + "\n");
            }
            return home;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * Whether an earlier run has begun this migration.
     *
     * @throws DocexException as {@link #begin}
     */
    static boolean isBegun(MigrationOrder order) {
        Path folder = order.to();
        Path state = folder.resolve(OWN).resolve(STATE);
        try {
            if (Files.exists(state)) {
                if (!read(state).equals(described(order))) {
                    throw new DocexException(ErrorCode.REQUEST_INVALID, folder + " was begun with other options: " + read(state)
                            + ". Repeat those, or name another folder with --to.");
                }
                return true;
            }
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmpty(folder)) {
                throw new DocexException(ErrorCode.BOUNDARY_EXISTS, folder + " is not empty and was not begun by this command. Name a new folder "
                        + "with --to. Nothing was changed.");
            }
            return false;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.allMatch(path -> path.getFileName().toString().equals(OWN) && isOnlyLock(path));
        }
    }

    /** What a run leaves that was cut off before it wrote its order down. */
    private static boolean isOnlyLock(Path own) {
        try (Stream<Path> inside = Files.list(own)) {
            return inside.allMatch(path -> path.getFileName().toString().equals("lock") || path.getFileName().toString().endsWith(".part"));
        } catch (IOException e) {
            return false;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static JsonObject described(MigrationOrder order) {
        JsonObjectBuilder renames = Jsons.PROVIDER.createObjectBuilder();
        new TreeMap<>(order.renames()).forEach(renames::add);
        JsonObjectBuilder described = Jsons.PROVIDER.createObjectBuilder().add("from", order.from().toString()).add("base", order.base().toString())
                .add("rename", renames);
        order.asTenant().ifPresent(id -> described.add("as_tenant", id));
        order.s3().bucket().ifPresent(bucket -> described.add("to_bucket", bucket));
        if (order.s3().folders()) {
            described.add("to_storage", "filesystem");
        }
        order.s3().environment().endpoint().filter(endpoint -> order.s3().folders() || order.s3().bucket().isPresent())
                .ifPresent(endpoint -> described.add("s3_endpoint", endpoint));
        return described.build();
    }

    private static JsonObject read(Path file) throws IOException {
        try (JsonReader reader = Jsons.PROVIDER.createReader(new StringReader(Files.readString(file)))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    /** The migration's record; empty when somebody removed it from a home that is complete. */
    Optional<Path> ledger() {
        Path ledger = folder.resolve(OWN).resolve("ledger.db");
        try {
            if (!Files.exists(ledger)) {
                if (isComplete()) {
                    return Optional.empty();
                }
                files.write(ledger, new byte[0]);
            }
            return Optional.of(ledger);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    Differences differences(Consumer<String> told) throws IOException {
        return new Differences(folder.resolve(OWN).resolve(DIFFERENCES), told);
    }

    /** A folder for what is gone after the run. */
    Path scratch() {
        try {
            Path scratch = folder.resolve(OWN).resolve("scratch");
            files.deleteTree(scratch);
            files.createFolders(scratch);
            return scratch;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * The configuration: that of an earlier run, else this text.
     *
     * @throws DocexException {@code BOUNDARY_EXISTS} where somebody else has made one meanwhile
     */
    DocexConfig config(Configuring text) {
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            if (isComplete()) {
                return ConfigReader.read(folder.resolve(CONFIG));
            }
            if (Files.exists(folder.resolve(CONFIG))) {
                throw new DocexException(ErrorCode.BOUNDARY_EXISTS, folder.resolve(CONFIG) + " was made by something else while the migration into this "
                        + "home was not complete. Remove the home" + DROP_HINT + ", and begin again.");
            }
            if (!Files.exists(unfinished)) {
                write(unfinished, text.text());
            }
            return ConfigReader.read(unfinished);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Makes the text of the configuration. */
    interface Configuring {
        String text();
    }

    boolean isComplete() {
        return noted(DONE).isPresent() && Files.exists(folder.resolve(CONFIG));
    }

    /** A note that outlives a crash. */
    void note(String name, String text) {
        try {
            write(folder.resolve(OWN).resolve(name), text + "\n");
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    Optional<String> noted(String name) {
        Path file = folder.resolve(OWN).resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).stripTrailing()) : Optional.empty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Keeps a secret in a file of its own and says how to refer to it. */
    String keepSecret(String name, String value) {
        Path file = folder.resolve("secrets").resolve(name).normalize();
        try {
            files.createFolders(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(value)) {
                write(file, value);
            }
            return reference(name);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Whether a secret is kept as it is here. */
    boolean holdsSecret(String name, String value) {
        Path file = folder.resolve("secrets").resolve(name).normalize();
        try {
            return Files.exists(file) && Files.readString(file).equals(value);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    static String reference(String name) {
        return "${file:secrets/" + name + "}";
    }

    Path report() {
        return folder.resolve(OWN).resolve(REPORT);
    }

    /** The last step: from here on servers start. */
    void complete() {
        try {
            files.deleteTree(folder.resolve(OWN).resolve("scratch"));
            note(DONE, "yes");
            Files.move(folder.resolve(UNFINISHED), folder.resolve(CONFIG), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(part);
        files.write(part, text.getBytes(StandardCharsets.UTF_8));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.getParent());
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static DocexException unusable(Path folder, IOException e) {
        return Faults.of("the new home " + folder, e);
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
