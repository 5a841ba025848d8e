package org.docex.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.docex.http.ByteRange;
import org.docex.http.Digests;
import org.docex.http.EntityTags;
import org.docex.http.LongAnswers;
import org.docex.storage.BlobStore.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Sends stored bytes, whole or in part. What is sent was verified against its checksum, before or, of a large content that is
 * sent whole, while it is sent: then the connection breaks before the last bytes of a damaged one.
 */
@ApplicationScoped
class ContentAnswer {
    private static final int BUFFER = 1 << 16;
    private static final int LONG = 1 << 20;

    @Inject
    ContentVerifier verifier;

    Response of(Stored stored, ContentMode mode, HttpHeaders headers, HttpServletRequest request) {
        boolean headOnly = request.getMethod().equals("HEAD");
        return mode == ContentMode.BYTES ? bytes(stored, headers, headOnly, request) : text(stored, mode, headOnly);
    }

    private Response bytes(Stored stored, HttpHeaders headers, boolean headOnly, HttpServletRequest request) {
        long size = stored.content().size();
        Optional<ByteRange> range = isSameVersion(headers, stored.tag())
                ? ByteRange.of(Optional.ofNullable(headers.getHeaderString("Range")), size) : Optional.empty();
        Blob blob = verifier.openUnread(stored);
        ByteRange part = range.orElse(new ByteRange(0, size));
        Response.ResponseBuilder answer = (range.isPresent()
                ? Response.status(Response.Status.PARTIAL_CONTENT).header("Content-Range", part.contentRange(size))
                : Response.ok())
                .header(HttpHeaders.CONTENT_TYPE, stored.content().contentType())
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header("Accept-Ranges", "bytes")
                .header(Digests.REPR_DIGEST, Digests.reprDigest(stored.content().checksum()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(stored.name()))
                .header("X-Content-Type-Options", "nosniff")
                .tag(EntityTags.of(stored.tag()));
        if (headOnly) {
            ContentVerifier.close(blob);
            return answer.build();
        }
        Optional<byte[]> small = verifier.small(stored, blob);
        if (small.isPresent()) {
            return answer.entity((StreamingOutput) out -> out.write(small.get(), (int) part.first(), (int) part.length())).build();
        }
        if (part.length() > LONG) {
            LongAnswers.endConnection(answer, request);
        }
        if (verifier.isVerified(stored, blob, range.isPresent())) {
            return answer.entity((StreamingOutput) out -> copy(blob, part, out)).build();
        }
        return answer.entity((StreamingOutput) out -> verifier.copy(stored, blob, out)).build();
    }

    private Response text(Stored stored, ContentMode mode, boolean headOnly) {
        try (Blob blob = verifier.open(stored)) {
            mode.check(blob.from(0), stored.content().size(), stored.content().contentType());
        } catch (IOException e) {
            throw ContentVerifier.unavailable(e);
        }
        Response.ResponseBuilder answer = Response.ok().header(HttpHeaders.CONTENT_TYPE, mode.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(stored.name())).header("X-Content-Type-Options", "nosniff");
        return headOnly ? answer.build() : answer.entity((StreamingOutput) out -> {
            try (Blob blob = verifier.open(stored)) {
                mode.copy(blob.from(0), stored.content().contentType(), out);
            }
        }).build();
    }

    private static void copy(Blob blob, ByteRange part, OutputStream out) throws IOException {
        try (blob; InputStream in = blob.from(part.first())) {
            byte[] buffer = new byte[BUFFER];
            long left = part.length();
            for (int read; left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0; left -= read) {
                out.write(buffer, 0, read);
            }
            if (left > 0) {
                throw new IOException("The stored content ended too early");
            }
        }
    }

    /** {@code If-Range}: a part is only of use to who has the rest of the same version. */
    private static boolean isSameVersion(HttpHeaders headers, String tag) {
        String condition = headers.getHeaderString("If-Range");
        return condition == null || condition.equals("\"" + tag + "\"");
    }

    /** RFC 6266: an ASCII name for all, the exact one for those that read it. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }
}
