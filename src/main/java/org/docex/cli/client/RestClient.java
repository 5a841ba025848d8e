package org.docex.cli.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.docex.cli.output.JsonTexts;
import org.docex.cli.run.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The server's REST API, at {@code DOCEX_URL} with {@code DOCEX_TOKEN}. Redirects are not followed: the token stays here. */
public final class RestClient {
    private static final Duration GREETING = Duration.ofSeconds(10);
    /** Provisioning, repair and purge are one call each. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PROBLEM = "urn:docex:problem:";
    private static final int LONGEST_PROBLEM = 1 << 20;

    private final URI url;
    private final Optional<Token> token;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(GREETING).build();

    private RestClient(URI url, Optional<Token> token) {
        this.url = url;
        this.token = token;
    }

    /**
     * The server, once it said that it is a DocEX of our version.
     *
     * @throws CliException {@code UNREACHABLE}, {@code OTHER_VERSION}
     */
    public static RestClient connect() {
        return connect(Optional.of(Token.ofEnvironment()));
    }

    /** As {@link #connect()}; without a token only {@link #health} answers. */
    public static RestClient connect(Optional<Token> token) {
        return connect(ServerAddress.ofEnvironment(), token);
    }

    static RestClient connect(URI url, Optional<Token> token) {
        RestClient server = new RestClient(url, token);
        ServerAddress.requireOurVersion(server.url, server.health("live"));
        return server;
    }

    public URI url() {
        return url;
    }

    /** False when the server does not answer any more. */
    public boolean answers() {
        try {
            health("live");
            return true;
        } catch (CliException gone) {
            return false;
        }
    }

    /** {@code /health/live} or {@code /health/ready}, whatever its status; needs no token. */
    public JsonObject health(String which) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/" + which)).timeout(GREETING.multipliedBy(2)).build();
        return parse(exchange(request, BodyHandlers.ofString()).body());
    }

    public Reply get(Query query) {
        return reply(exchange(request(query).GET().timeout(PATIENCE).build(), BodyHandlers.ofString()));
    }

    public Reply post(Query query, JsonObject body) {
        return send("POST", query, body, "application/json");
    }

    /** A call without a body. */
    public Reply send(String method, Query query, String... headers) {
        return send(method, query, BodyPublishers.noBody(), Optional.of(PATIENCE), headers);
    }

    public Reply send(String method, Query query, JsonObject body, String mediaType, String... headers) {
        HttpRequest.Builder request = request(query).method(method, BodyPublishers.ofString(body.toString()))
                .timeout(PATIENCE).header("Content-Type", mediaType);
        return reply(exchange(withHeaders(request, headers).build(), BodyHandlers.ofString()));
    }

    /** A body that may take any time. */
    public Reply upload(Query query, BodyPublisher body, String... headers) {
        return send("POST", query, body, Optional.empty(), headers);
    }

    /** The bytes of an answer, as they come; an end that came too early is an {@link IOException} of the stream. */
    HttpResponse<InputStream> download(Query query) {
        HttpResponse<InputStream> response = exchange(request(query).GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), beginning(response.body()));
        }
        return response;
    }

    private Reply send(String method, Query query, BodyPublisher body, Optional<Duration> patience, String... headers) {
        HttpRequest.Builder request = request(query).method(method, body);
        patience.ifPresent(request::timeout);
        return reply(exchange(withHeaders(request, headers).build(), BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(Query query) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + query.text()))
                .header("Authorization", "Bearer " + token.orElseGet(Token::ofEnvironment).value());
    }

    private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw ServerAddress.broken(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerAddress.broken(url, new HttpTimeoutException("interrupted"));
        }
    }

    private Reply reply(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), response.body());
        }
        JsonObject body = response.body().isBlank() ? JsonValue.EMPTY_JSON_OBJECT : parse(response.body());
        return new Reply(response.statusCode(), body, response.headers().firstValue("ETag"));
    }

    private ServerRefusal refusal(int status, String body) {
        JsonObject problem;
        try {
            problem = JsonTexts.object(body);
        } catch (IllegalArgumentException notOurs) {
            problem = Json.createObjectBuilder().build();
        }
        String detail = problem.getString("detail", "The server at " + url + " answered " + status
                + " without a reason. Look at its log, and at what stands between it and you.");
        String type = problem.getString("type", "");
        return new ServerRefusal(status, type.startsWith(PROBLEM) ? detail + " [" + type.substring(PROBLEM.length()) + "]" : detail);
    }

    private JsonObject parse(String text) {
        try {
            return JsonTexts.object(text);
        } catch (IllegalArgumentException e) {
            throw ServerAddress.noDocex(url, e);
        }
    }

    private static String beginning(InputStream body) {
        try (body) {
            return new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
