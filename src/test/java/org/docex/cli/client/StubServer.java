package org.docex.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test says and remembers what it was asked. */
public final class StubServer implements AutoCloseable {
    public final List<String> asked = new CopyOnWriteArrayList<>();
    public final Map<String, byte[]> received = new ConcurrentHashMap<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What becomes of one request; the body was read and remembered. */
    public interface Answers {
        /** Status and JSON; empty when the exchange was answered already. */
        Optional<Answer> to(String request, HttpExchange exchange) throws IOException;
    }

    public record Answer(int status, String json) {}

    public static Optional<Answer> ok(String json) {
        return Optional.of(new Answer(200, json));
    }

    public static Optional<Answer> problem(int status, String detail) {
        return Optional.of(new Answer(status, "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}"));
    }

    /** A server of our version for everything but {@code /health/live}. */
    public StubServer(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/docex");
    }

    public RestClient client() {
        return RestClient.connect(url(), Optional.of(new Token("t")));
    }

    private void answer(HttpExchange exchange, Answers answers) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().toString().replaceFirst("^/docex(/api/v1)?", "");
            received.put(request, exchange.getRequestBody().readAllBytes());
            asked.add(request);
            Optional<Answer> answer = request.equals("GET /health/live") && answers.to(request, exchange).isEmpty()
                    ? ok("{\"status\":\"UP\",\"version\":\"" + Version.OURS + "\"}") : answers.to(request, exchange);
            if (answer.isPresent()) {
                byte[] body = answer.get().json().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("ETag", "\"7\"");
                exchange.sendResponseHeaders(answer.get().status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
