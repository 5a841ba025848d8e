package org.docex.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import org.docex.cli.files.Digest;
import org.docex.cli.files.PartFile;
import org.docex.cli.run.CliException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte arrives, or nothing is kept. */
class DownloadTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    @Test
    void takes_every_byte_and_its_digest() throws IOException {
        try (StubServer server = new StubServer((request, exchange) -> bytes(exchange, 5, "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Digest digest = new Digest(bytes -> { });
            Download download = new Download(server.client(), Query.of("x"));
            download.into(out, digest);
            String sha256 = digest.hex();
            assertThat(out).hasToString("hello");
            assertThat(sha256).isEqualTo(HELLO);
            assertThat(digest.size()).isEqualTo(5);
            download.requireAnnounced(sha256);
            assertThatThrownBy(() -> download.requireAnnounced("00".repeat(32))).hasMessageContaining("another SHA-256");
        }
    }

    @Test
    void a_connection_that_breaks_leaves_no_file() throws IOException {
        try (StubServer server = new StubServer((request, exchange) -> bytes(exchange, 9, ""))) {
            assertThatThrownBy(() -> {
                try (PartFile part = PartFile.of(folder.resolve("out"))) {
                    new Download(server.client(), Query.of("x")).into(part.out(), new Digest(bytes -> { }));
                    part.publish();
                }
            }).isInstanceOf(CliException.class).hasMessageContaining("broke off");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static Optional<StubServer.Answer> bytes(HttpExchange exchange, int announced, String digest) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("live")) {
            return Optional.empty();
        }
        exchange.getResponseHeaders().add("Repr-Digest", digest);
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write("hello".getBytes());
        exchange.getResponseBody().flush();
        return Optional.empty();
    }
}
