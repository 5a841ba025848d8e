package org.docex.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An upload whose second half is sent when a test says so. */
final class SlowUpload implements AutoCloseable {
    private final Socket socket;
    private final int left;

    private SlowUpload(Socket socket, int left) {
        this.socket = socket;
        this.left = left;
    }

    static SlowUpload begin(String target, String token, int bytes) throws IOException {
        Socket socket = new Socket("127.0.0.1", Integer.getInteger("it.http.port"));
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\nContent-Length: " + bytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[bytes / 2]);
        out.flush();
        return new SlowUpload(socket, bytes - bytes / 2);
    }

    /** Sends the rest and returns the whole answer. */
    String end() throws IOException {
        try (this) {
            socket.getOutputStream().write(new byte[left]);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
