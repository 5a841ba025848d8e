package org.docex.tenant.registry;

import org.docex.log.Log;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** SQLite: the right to use an installation's files, held by one process. It ends with the process, however that ends. */
public final class InstallationLease implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private InstallationLease(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lease beside the system file; empty when another process holds it.
     *
     * @param purpose {@code server}, or {@code init} for the short time of a bootstrap
     */
    public static Optional<InstallationLease> take(Path systemFile, String purpose) throws IOException {
        FileChannel channel = FileChannel.open(systemFile.resolveSibling(purpose + ".lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new InstallationLease(channel, lock));
            }
        } catch (OverlappingFileLockException heldInThisProcess) {
            // refused like a lock of another process
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            Log.of(InstallationLease.class).debug("The lease ends with the process", e);
        }
    }
}
