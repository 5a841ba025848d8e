package org.docex.cli.client;

import org.docex.cli.files.Digest;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;

/** Bytes that the server sends. They arrive to the last one, with the digest that was announced, or the command fails. */
public final class Download {
    private final RestClient server;
    private final HttpResponse<InputStream> response;

    public Download(RestClient server, Query query) {
        this.server = server;
        this.response = server.download(query);
    }

    /** Empty when the server does not say. */
    public OptionalLong size() {
        return response.headers().firstValueAsLong("Content-Length");
    }

    /** Copies all of it, in constant memory; then the digest has seen every byte. */
    public void into(OutputStream out, Digest digest) {
        try (InputStream in = new Incoming(response.body())) {
            digest.copy(in, out);
            out.flush();
        } catch (Incoming.BrokenOff e) {
            throw new CliException(ExitCode.UNREACHABLE, "The connection to " + server.url() + " broke off after " + digest.size()
                    + " bytes; nothing is kept of them. Look at the server's log, then repeat.", e);
        } catch (IOException e) {
            throw new CliException(ExitCode.REFUSED, "What arrives cannot be written. Make room, or write to another place.", e);
        }
    }

    /** Refuses bytes that are not the ones which the server announced. */
    public void requireAnnounced(String sha256) {
        Optional<String> announced = response.headers().firstValue(Digest.HEADER).filter(text -> text.startsWith("sha-256=:"));
        if (announced.isPresent() && !announced.get().equals(Digest.header(sha256))) {
            throw new CliException(ExitCode.REFUSED, "The bytes that arrived have another SHA-256 than the server announced. "
                    + "Do not use them; repeat, and if it happens again look at the server's storage.");
        }
    }
}
