package org.docex.http;

import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data} (RFC 7578) part by part from the stream; nothing of it is kept. */
public final class Multipart {
    private static final String FORM_DATA = "multipart/form-data";
    private static final Pattern HEADER = Pattern.compile("(?im)^(content-disposition|content-type):\\s*(.*?)\\s*$");
    private static final int MOST_PARTS = 100;

    private Multipart() {}

    /** Told of each part; what it leaves of the bytes is skipped. */
    @FunctionalInterface
    public interface Visitor {
        void part(Part part);
    }

    /** @param fileName without the folders that some browsers send with it */
    public record Part(String name, Optional<String> fileName, Optional<String> contentType, InputStream bytes) {}

    public static boolean isMultipart(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** SHA-256 of the body from its first to its last byte, as 64 hex digits. */
    public static String digestOfAll(DigestInputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE, "The body ended too early; nothing was stored. Send it again.", e);
        }
        return HexFormat.of().formatHex(body.getMessageDigest().digest());
    }

    public static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(FORM_DATA);
    }

    /**
     * @throws DocexException {@code REQUEST_INVALID} for a body that is none, {@code BODY_INCOMPLETE} for one that ends too early
     */
    public static void read(String contentType, InputStream body, Visitor visitor) {
        String boundary = Optional.ofNullable(parameters(contentType).get("boundary"))
                .orElseThrow(() -> invalid("The content type names no boundary.", null));
        try {
            MultipartInput input = MultipartInput.builder().setInputStream(body).setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1)).get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
            boolean more = input.skipPreamble();
            for (int parts = 0; more; parts++) {
                if (parts == MOST_PARTS) {
                    throw invalid("The body has more than " + MOST_PARTS + " parts.", null);
                }
                part(input, visitor);
                more = input.readBoundary();
            }
        } catch (FileUploadSizeException | IllegalArgumentException e) {
            throw invalid("The headers of a part are too long.", e);
        } catch (MultipartInput.MalformedStreamException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE,
                    "The body is no multipart/form-data, or ended before its last boundary; nothing was stored. Send it again.", e);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE, "The body ended too early; nothing was stored. Send it again.", e);
        }
    }

    private static void part(MultipartInput input, Visitor visitor) throws IOException {
        String disposition = "";
        Optional<String> type = Optional.empty();
        Matcher header = HEADER.matcher(input.readHeaders());
        while (header.find()) {
            if (header.group(1).equalsIgnoreCase("content-type")) {
                type = Optional.of(header.group(2));
            } else {
                disposition = header.group(2);
            }
        }
        Map<String, String> parameters = parameters(disposition);
        String name = Optional.ofNullable(parameters.get("name")).orElseThrow(() -> invalid("A part has no name.", null));
        Optional<String> file = Optional.ofNullable(parameters.get("filename")).map(given -> given.substring(
                Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)).filter(given -> !given.isEmpty());
        visitor.part(new Part(name, file, type, input.newInputStream()));
        input.discardBodyData();
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static DocexException invalid(String message, @Nullable Throwable cause) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message, cause);
    }
}
