package org.docex.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between client and S3 server, and answers as told before. */
public final class S3Proxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");
    private static final String REFUSED =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>told so</Message></Error>";

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** How a request is answered. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, S3Proxy proxy) throws IOException;
    }

    public S3Proxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Answers the next requests of a method so, one after the other; those after them pass. */
    public void next(String method, Answer... these) {
        answers.computeIfAbsent(method, any -> new ConcurrentLinkedQueue<>()).addAll(List.of(these));
    }

    /** Method and path of what was asked. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public static Answer refuse(int status, String code) {
        return (exchange, proxy) -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = REFUSED.formatted(code).getBytes(StandardCharsets.UTF_8);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        };
    }

    /** Passes the request on, and the answer never. */
    static Answer lose() {
        return (exchange, proxy) -> proxy.asked(exchange).body().close();
    }

    static Answer late(long millis) {
        return (exchange, proxy) -> {
            sleep(millis);
            proxy.pass(exchange);
        };
    }

    /** Passes only so many bytes of the answer on; then it breaks off, or is silent for a while. */
    public static Answer cut(int bytes, long silentMillis) {
        return (exchange, proxy) -> {
            HttpResponse<InputStream> response = proxy.asked(exchange);
            try (InputStream in = response.body()) {
                proxy.head(exchange, response);
                exchange.getResponseBody().write(in.readNBytes(bytes));
                exchange.getResponseBody().flush();
                sleep(silentMillis);
            }
        };
    }

    /** Refuses without reading what is sent. */
    static Answer refuseUnread(int status) {
        return (exchange, proxy) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Passes the request on without a header. */
    static Answer without(String header) {
        return (exchange, proxy) -> proxy.pass(exchange, Set.of(header));
    }

    private void answer(HttpExchange exchange) {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Queue<Answer> told = answers.get(exchange.getRequestMethod());
        Answer answer = told == null ? null : told.poll();
        try {
            if (answer == null) {
                pass(exchange);
            } else {
                answer.to(exchange, this);
            }
        } catch (IOException clientLeft) {
            // it needs no answer
        } finally {
            exchange.close();
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        pass(exchange, Set.of());
    }

    private void pass(HttpExchange exchange, Set<String> without) throws IOException {
        HttpResponse<InputStream> response = asked(exchange, without);
        try (InputStream in = response.body()) {
            head(exchange, response);
            try (OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        }
    }

    private void head(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        long length = response.headers().firstValueAsLong("content-length").orElse(0);
        boolean bodiless = length == 0 || exchange.getRequestMethod().equals("HEAD");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
        }
        boolean chunked = response.headers().firstValue("transfer-encoding").isPresent();
        exchange.sendResponseHeaders(response.statusCode(), chunked ? 0 : bodiless ? -1 : length);
    }

    private HttpResponse<InputStream> asked(HttpExchange exchange) throws IOException {
        return asked(exchange, Set.of());
    }

    private HttpResponse<InputStream> asked(HttpExchange exchange, Set<String> without) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_PASSED.contains(lower) && !without.contains(lower)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
