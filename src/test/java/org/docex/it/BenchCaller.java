package org.docex.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that costs little beside the server it measures. */
final class BenchCaller {
    private static final int BUFFER = 1 << 16;

    static {
        System.setProperty("http.maxConnections", "16");
    }

    private final String token;

    BenchCaller(String token) {
        this.token = token;
    }

    void get(String url) throws IOException {
        receive(open("GET", url), 200);
    }

    /** Posts bytes and expects 201. */
    void post(String url, byte[] content) throws IOException {
        HttpURLConnection connection = open("POST", url);
        connection.setRequestProperty("Content-Type", "text/plain");
        connection.setFixedLengthStreamingMode(content.length);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(content);
        }
        receive(connection, 201);
    }

    /** Puts so many bytes, of which every buffer differs from each other one of each other call. */
    void put(String url, long length, long call, int expected) throws IOException {
        HttpURLConnection connection = open("PUT", url);
        connection.setRequestProperty("If-Match", "*");
        connection.setFixedLengthStreamingMode(length);
        connection.setDoOutput(true);
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = connection.getOutputStream()) {
            for (long sent = 0; sent < length; sent += BUFFER) {
                ByteBuffer.wrap(buffer).putLong(call).putLong(sent);
                out.write(buffer, 0, (int) Math.min(BUFFER, length - sent));
            }
        }
        receive(connection, expected);
    }

    private HttpURLConnection open(String method, String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection;
    }

    private static void receive(HttpURLConnection connection, int expected) throws IOException {
        int status = connection.getResponseCode();
        if (status != expected) {
            try (InputStream problem = connection.getErrorStream()) {
                throw new IOException(status + (problem == null ? "" : " " + new String(problem.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = connection.getInputStream()) {
            while (in.read(buffer) >= 0) {
                // of no use but to have been sent
            }
        }
    }
}
