package org.docex.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of a test's own, which syncs what it commits and can be killed. */
final class OwnPostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres running;

    private OwnPostgres(Path data, EmbeddedPostgres running) {
        this.data = data;
        this.running = running;
    }

    static OwnPostgres start(Path data) throws IOException {
        return new OwnPostgres(data, builder(data).start());
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "60");
    }

    int port() {
        return running.getPort();
    }

    /** Kills all its processes at once and returns when none is left. */
    void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> processes = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(processes::add);
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /** Starts again, at the same port, what was killed. */
    void restart() throws IOException {
        int port = running.getPort();
        running.close();
        running = builder(data).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
