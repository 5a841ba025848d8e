package org.docex.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.http.ByteRange;
import org.docex.http.Digests;
import org.docex.http.EntityTags;
import org.docex.log.Log;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.TenantStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends stored bytes, whole or in part; a blob of another length than its row says is never sent. */
@ApplicationScoped
class ContentAnswer {
    private static final int BUFFER = 1 << 16;

    @Inject
    TenantStorage storage;

    Response of(Stored stored, HttpHeaders headers, boolean headOnly) {
        long size = stored.view().size();
        Optional<ByteRange> range = isSameVersion(headers, stored.rowVersion())
                ? ByteRange.of(Optional.ofNullable(headers.getHeaderString("Range")), size) : Optional.empty();
        Blob blob = open(stored);
        ByteRange part = range.orElse(new ByteRange(0, size));
        Response.ResponseBuilder answer = (range.isPresent()
                ? Response.status(Response.Status.PARTIAL_CONTENT).header("Content-Range", part.contentRange(size))
                : Response.ok())
                .header(HttpHeaders.CONTENT_TYPE, stored.view().contentType())
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header("Accept-Ranges", "bytes")
                .header(Digests.REPR_DIGEST, Digests.reprDigest(stored.view().checksum()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(stored.view().name()))
                .header("X-Content-Type-Options", "nosniff")
                .tag(EntityTags.of(stored.rowVersion()));
        if (headOnly) {
            close(blob);
            return answer.build();
        }
        return answer.entity((StreamingOutput) out -> copy(blob, part, out)).build();
    }

    private Blob open(Stored stored) {
        Blob blob = storage.open(stored.storage(), stored.key());
        try {
            if (blob.size() == stored.view().size()) {
                return blob;
            }
        } catch (IOException e) {
            close(blob);
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage does not answer. Repeat the call.", e);
        }
        close(blob);
        throw new DocexException(ErrorCode.INTEGRITY,
                "The stored content has another length than was recorded; it is not sent. Ask the operator to restore it.");
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
    private static boolean isSameVersion(HttpHeaders headers, long rowVersion) {
        String condition = headers.getHeaderString("If-Range");
        return condition == null || condition.equals("\"" + rowVersion + "\"");
    }

    /** RFC 6266: an ASCII name for all, the exact one for those that read it. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }

    private static void close(Blob blob) {
        try {
            blob.close();
        } catch (IOException e) {
            Log.of(ContentAnswer.class).debug("A blob did not close", e);
        }
    }
}
