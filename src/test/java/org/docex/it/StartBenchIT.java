package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server with the WAR costs before anybody calls: time to the first ready answer, and memory. The rows go to {@code target/bench-start.md}. */
@Tag("bench")
class StartBenchIT {
    private static final int STARTS = 3;

    @TempDir
    Path folder;

    @Test
    void time_to_the_first_ready_answer_and_memory_of_an_idle_server() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init();
        long[] millis = new long[STARTS];
        long[] kib = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (TestServer server = TestServer.start(folder.resolve("server" + i), installation, Deployments.docex())) {
                Api.anonymous().get(TestServer.url() + "/health/ready").expect(200);
                millis[i] = (System.nanoTime() - start) / 1_000_000;
                installation.as(Optional.empty(), "docex-admin").get(TestServer.url() + "/api/v1/admin/status").expect(200);
                kib[i] = server.residentKib();
            }
        }
        Arrays.sort(millis);
        Arrays.sort(kib);
        Files.writeString(Path.of("target/bench-start.md"), "| %s | %s | %s | %.1f s | %d MiB |%n".formatted(
                System.getProperty("arquillian.launch"), System.getProperty("docex.database"), System.getProperty("java.version"),
                millis[STARTS / 2] / 1000.0, kib[STARTS / 2] / 1024), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(kib[0]).isPositive();
    }
}
