package org.docex.it.differential;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 byte by byte, because a client library refuses to send what is wrong. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;

    private RawHttp() {}

    /** Header names are lower case; several of one name are joined by a comma. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    static Answer send(int port, byte[] head, byte[] body, int times, boolean noBodyInAnswer) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head);
                for (int i = 0; i < times; i++) {
                    out.write(body);
                }
                out.flush();
            } catch (SocketException answeredBeforeTheEnd) {
                // read below
            }
            return read(socket.getInputStream(), noBodyInAnswer);
        }
    }

    private static Answer read(InputStream in, boolean noBody) throws IOException {
        String status = line(in);
        while (status.startsWith("HTTP/1.1 100")) {
            headers(in);
            status = line(in);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        Map<String, String> headers = headers(in);
        boolean empty = noBody || code == 204 || code == 304;
        return new Answer(code, headers, empty ? new byte[0] : body(in, headers));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                whole.write(exactly(in, size));
                line(in);
            }
            return whole.toByteArray();
        }
        return headers.containsKey("content-length")
                ? exactly(in, Integer.parseInt(headers.get("content-length"))) : in.readAllBytes();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The answer ended in a line: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
