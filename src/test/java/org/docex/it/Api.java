package org.docex.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A caller of the server with one token. */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(20)).build();

    private final Optional<String> token;

    private Api(Optional<String> token) {
        this.token = token;
    }

    public static Api admin() {
        return withToken(TestInstallation.token("root", Optional.empty(), "docex-admin"));
    }

    /** A user of a tenant with the role {@code admin}. */
    public static Api as(String tenant) {
        return as(tenant, "admin");
    }

    public static Api as(String tenant, String role) {
        return withToken(TestInstallation.token(tenant, Optional.of(tenant), role));
    }

    public static Api withToken(String token) {
        return new Api(Optional.of(token));
    }

    public static Api anonymous() {
        return new Api(Optional.empty());
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    public Answer post(String path, byte[] bytes, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(bytes), headers);
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path
                        : TestInstallation.url() + (path.startsWith("/health") || path.startsWith("/metrics") || path.startsWith("/openapi") || path.startsWith("/nowhere") ? path : "/api/v1" + path)))
                .timeout(Duration.ofSeconds(120)).method(method, body);
        token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            Answer answer = new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
            Described.check(method, answer);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Provisions a tenant and makes a basket in it. */
    public static String basketIn(String tenant) {
        admin().post("/admin/tenants", "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"" + tenant + "\"}").expect(201);
        return as(tenant).post("/baskets", "{\"name\":\"basket\"}").expect(201).json().getString("id");
    }

    /** As {@link #basketIn}, in the storage of this run. */
    static String storedBasketIn(String tenant) {
        admin().post("/admin/tenants", "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"" + tenant + "\"}").expect(201);
        return as(tenant).post("/baskets", "{\"name\":\"basket\",\"storage\":\"" + TestInstallation.storage() + "\"}").expect(201).json().getString("id");
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The description that every answer must fit; not looked at inside a server, which has none of its libraries. */
    private static final class Described {
        private static final ApiContract CONTRACT = ApiContract.load();

        static void check(String method, Answer answer) {
            String path = answer.response().uri().getRawPath();
            if (path.startsWith("/docex/") && answer.header("X-Request-Id").isPresent()) {
                CONTRACT.check(method, path, answer.status(), answer.header("Content-Type"), answer.bytes());
            }
        }
    }

    /** What the server answered. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(text()))) {
                return reader.readObject();
            }
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The last segment of the problem's type. */
        public String problem() {
            String type = json().getString("type");
            return type.substring(type.lastIndexOf(':') + 1);
        }

        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + ", got " + status() + ": " + text());
            }
            return this;
        }

        /** Expects a problem of this status and type, with a cure. */
        public Answer expect(int status, String problem) {
            expect(status);
            if (!problem().equals(problem) || json().getString("detail").isBlank()
                    || !header("Content-Type").orElse("").startsWith("application/problem+json")) {
                throw new AssertionError("expected problem " + problem + ", got " + text());
            }
            return this;
        }
    }
}
