package org.docex.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.StubServer;
import org.docex.cli.output.JsonTexts;
import org.docex.cli.output.PlainOutput;
import org.docex.cli.output.Progress;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding many files: what is there is not sent, a failure stops nothing else, a server that is gone stops all. */
class IntakeTest {
    private static final String OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Tally tally = new Tally(PlainOutput.listing(new PrintWriter(out),
            item -> item.getString("result") + " " + item.getString("source")));

    private boolean contentIsMissing;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("in/sub"));
        Files.writeString(folder.resolve("in/a.txt"), "a");
        Files.writeString(folder.resolve("in/sub/b.txt"), "b");
        Files.writeString(folder.resolve("in/bad.txt"), "bad");
    }

    @Test
    void sends_what_is_new_and_goes_on_after_a_failure() throws IOException {
        try (StubServer server = new StubServer(this::basket)) {
            add(server, "{}");
            assertThat(out.toString().lines()).containsExactlyInAnyOrder("already_there a.txt", "added sub/b.txt");
            assertThat(err.toString()).contains("bad.txt: Bad name.");
            assertThat(tally.exit()).isEqualTo(ExitCode.PARTLY);
            assertThat(tally.get()).isEqualTo("added 1, already there 1, failed 1 (4 B sent)");
            assertThat(server.received.get("POST /baskets/bas_1/documents?name=b.txt&source=sub%2Fb.txt")).asString().isEqualTo("b");
            assertThat(server.asked).noneMatch(request -> request.startsWith("POST") && request.contains("a.txt"));
        }
    }

    @Test
    void a_document_that_was_migrated_without_its_content_gets_it() throws IOException {
        contentIsMissing = true;
        try (StubServer server = new StubServer(this::basket)) {
            add(server, "{}");
            assertThat(server.asked).contains("POST /baskets/bas_1/documents?name=a.txt&source=a.txt");
        }
    }

    @Test
    void texts_travel_with_the_document_and_other_values_after_it() throws IOException {
        try (StubServer server = new StubServer(this::basket)) {
            new Uploader(server.client(), "bas_1", Optional.of("note"), JsonTexts.object("{\"k\":\"v\"}"), bytes -> { })
                    .add(LocalDocument.below(folder.resolve("in"), folder.resolve("in/sub/b.txt")));
            assertThat(server.asked).contains("POST /baskets/bas_1/documents?name=b.txt&source=sub%2Fb.txt&document_type=note&meta.k=v")
                    .noneMatch(request -> request.startsWith("PATCH"));
            new Uploader(server.client(), "bas_1", Optional.empty(), JsonTexts.object("{\"k\":\"v\",\"n\":1,\"there\":2}"), bytes -> { })
                    .add(LocalDocument.below(folder.resolve("in"), folder.resolve("in/sub/b.txt")));
            assertThat(server.received.get("PATCH /documents/doc_2/metadata")).asString().isEqualTo("{\"k\":\"v\",\"n\":1}");
        }
    }

    @Test
    void a_server_that_is_gone_ends_the_run() throws IOException {
        StubServer server = new StubServer(this::basket);
        RestClient client = server.client();
        server.close();
        assertThatThrownBy(() -> new Intake(client, uploader(client, "{}"), tally, progress(), 2)
                .addAll(List.of(folder.resolve("in")), Optional.empty()))
                .hasMessageContaining("repeat the same command").isInstanceOf(CliException.class)
                .extracting(failure -> ((CliException) failure).exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void standard_input_is_compared_with_what_the_server_stored() throws IOException {
        try (StubServer server = new StubServer(this::basket)) {
            Uploader uploader = uploader(server.client(), "{}");
            assertThatThrownBy(() -> uploader.add(new ByteArrayInputStream("x".getBytes()), "in.txt")).hasMessageContaining("other bytes");
            assertThat(uploader.add(new ByteArrayInputStream("a".getBytes()), "in.txt").isNew()).isTrue();
        }
    }

    private void add(StubServer server, String metadata) {
        RestClient client = server.client();
        new Intake(client, uploader(client, metadata), tally, progress(), 3).addAll(List.of(folder.resolve("in")), Optional.empty());
    }

    private Uploader uploader(RestClient client, String metadata) {
        JsonObject values = JsonTexts.object(metadata);
        return new Uploader(client, "bas_1", Optional.empty(), values, tally::sent);
    }

    private Progress progress() {
        return PlainOutput.progress(new PrintWriter(err, true), tally);
    }

    /** A basket in which {@code a.txt} is, and that takes no {@code bad.txt}. */
    private Optional<StubServer.Answer> basket(String request, HttpExchange exchange) {
        if (request.startsWith("GET /documents?")) {
            return StubServer.ok("{\"next\":null,\"items\":[" + (request.contains(OF_A)
                    ? document("doc_0", "elsewhere/a.txt") + "," + document("doc_1", "a.txt") : "") + "]}");
        }
        if (request.equals("HEAD /documents/doc_1/content")) {
            return Optional.of(new StubServer.Answer(contentIsMissing ? 404 : 200, ""));
        }
        if (request.startsWith("POST") && request.contains("bad.txt")) {
            return StubServer.problem(400, "Bad name.");
        }
        if (request.startsWith("POST")) {
            return Optional.of(new StubServer.Answer(201, document("doc_2", "sub/b.txt")));
        }
        if (request.contains("/metadata")) {
            return StubServer.ok("{\"there\":0}");
        }
        return Optional.empty();
    }

    private static String document(String id, String source) {
        return "{\"id\":\"" + id + "\",\"source\":\"" + source + "\",\"checksum\":\"" + OF_A + "\"}";
    }
}
