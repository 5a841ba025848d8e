package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped while uploads are under way ends, loses nothing it acknowledged and leaves nothing half-done. */
@Tag("once")
class StopIT {
    private static final int UPLOADS = 4;

    @TempDir
    Path folder;

    @Test
    void uploads_under_way_end_with_the_server_and_leave_nothing() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init();
        Api operator = installation.as(Optional.empty(), "docex-admin");
        Api user = installation.as(Optional.of("acme"), "user");
        byte[] content = "acknowledged".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        String basket;
        String document;
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"acme\",\"display_name\":\"x\"}").expect(201);
            basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}")
                    .expect(201).json().getString("id");
            document = user.post(TestServer.url("/baskets/" + basket + "/documents?name=safe"), content).expect(201).json().getString("id");
            List<Thread> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                uploads.add(upload(basket, i, installation));
            }
            await(() -> drafts(installation).size() == UPLOADS);
            server.stop();
            server.awaitEnd();
            for (Thread upload : uploads) {
                upload.join(Duration.ofSeconds(30).toMillis());
                assertThat(upload.isAlive()).isFalse();
            }
            assertThat(drafts(installation)).isEmpty();
        }
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            Api.anonymous().get(TestServer.url() + "/health/ready").expect(200);
            assertThat(user.get(TestServer.url("/documents/" + document + "/content")).expect(200).bytes()).isEqualTo(content);
            assertThat(user.get(TestServer.url("/baskets/" + basket + "/documents")).expect(200).json().getJsonArray("items")).hasSize(1);
        }
    }

    /** Sends slowly, until somebody hangs up. */
    private static Thread upload(String basket, int number, OwnInstallation installation) {
        String head = "POST /docex/api/v1/baskets/" + basket + "/documents?name=slow" + number + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + installation.token(Optional.of("acme"), "user") + "\r\nContent-Length: 100000000\r\n\r\n";
        Thread thread = new Thread(() -> {
            try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("it.kill.http.port"))) {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 10_000; i++) {
                    out.write(new byte[8192]);
                    out.flush();
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            } catch (IOException hungUp) {
                // what the test waits for
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static List<Path> drafts(OwnInstallation installation) {
        try (Stream<Path> all = Files.walk(installation.home().resolve("storage/documents"))) {
            return all.filter(path -> path.toString().contains(".staging") && Files.isRegularFile(path)).toList();
        } catch (IOException | java.io.UncheckedIOException removedMeanwhile) {
            return List.of();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Await.until(Duration.ofSeconds(30), condition);
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
