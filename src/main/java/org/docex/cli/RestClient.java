package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The server's REST API, at {@code DOCEX_URL} with {@code DOCEX_TOKEN}. */
final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String url = Environment.value("DOCEX_URL").orElse("http://localhost:8080/docex").replaceAll("/+$", "");
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    JsonObject get(String path) {
        return send(request(path).GET().build());
    }

    JsonObject post(String path, Optional<JsonObject> body) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(body.map(json -> BodyPublishers.ofString(json.toString())).orElse(BodyPublishers.noBody())).build());
    }

    private HttpRequest.Builder request(String path) {
        String token = Environment.secret("DOCEX_TOKEN").orElseThrow(() -> new DocexException(ErrorCode.CONTEXT_REQUIRED,
                        "Set DOCEX_TOKEN, for example to the output of 'docex token issue --user me --role docex-admin'."));
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.strip());
    }

    private JsonObject send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonObject body = parse(answer.body());
            if (answer.statusCode() >= 400) {
                throw new DocexException(ErrorCode.REQUEST_INVALID,
                        body.getString("detail", "The server answered " + answer.statusCode() + "."));
            }
            return body;
        } catch (IOException e) {
            throw new UnreachableException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(url, e);
        }
    }

    private JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "What answers at " + url + " is no DocEX server. Correct DOCEX_URL.", e);
        }
    }
}
