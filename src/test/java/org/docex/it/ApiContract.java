package org.docex.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Holds answers against the OpenAPI document. {@code HEAD} is looked up as {@code GET}; {@code OPTIONS} is always right. Safe
 * for use by many threads.
 */
final class ApiContract {
    static final String RESOURCE = "/org/docex/system/openapi.json";

    private static final String BASE = "https://docex.org/openapi.json";
    private static final String PROBLEM = "/components/responses/NotFound";

    /** Looked up once: {@code Json} asks the service loader at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    /** As strict as DocEX itself. */
    private static final ObjectMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final Set<Integer> NO_SUCH_PATH = Set.of(400, 401, 403, 404, 503);
    private static final Set<Integer> NO_SUCH_METHOD = Set.of(400, 401, 403, 405, 503);

    private final JsonObject document;
    private final SchemaRegistry registry;
    private final List<Route> routes;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiContract(String json) {
        document = parse(json);
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
                .schemas(Map.of(BASE, json))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
        String server = document.getJsonArray("servers").getJsonObject(0).getString("url");
        routes = document.getJsonObject("paths").keySet().stream().map(template -> Route.of(server, template))
                .sorted(Comparator.comparing(Route::variables)).toList();
    }

    /** The contract of the document on the class path. */
    static ApiContract load() {
        try (InputStream in = ApiContract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ApiContract of(String json) {
        return new ApiContract(json);
    }

    JsonObject document() {
        return document;
    }

    /** Whether the document has an operation for this path, a query behind it or not. */
    boolean isDescribed(String method, String rawPath) {
        return operation(method, rawPath).isPresent();
    }

    /**
     * Refuses an answer that the document does not allow. What it does not describe may only be refused: with 404 where no
     * template fits, with 405 where one does, with 400, 401, 403, 503 in both cases.
     *
     * @param rawPath as it was sent, from {@code /docex} on, with or without a query
     * @throws AssertionError with the cause
     */
    void check(String method, String rawPath, int status, Optional<String> contentType, byte[] body) {
        if (method.equals("OPTIONS")) {
            return;
        }
        Optional<String> operation = operation(method, rawPath);
        String what = method + " " + rawPath + " -> " + status;
        if (operation.isEmpty()) {
            boolean known = segmentsOf(rawPath).map(this::hasTemplate).orElse(false);
            require((known ? NO_SUCH_METHOD : NO_SUCH_PATH).contains(status), what, () -> "no operation is described");
            checkBody(PROBLEM, what, method, contentType, body);
        } else {
            checkBody(answer(operation.get(), status, what), what, method, contentType, body);
        }
    }

    /**
     * What is wrong with a value; nothing when it is one of the schema.
     *
     * @param pointer to the schema in the document, {@code /components/schemas/Basket}
     */
    List<String> faults(String pointer, byte[] json) {
        JsonNode value;
        try {
            value = STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            return List.of("no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes can be read", e);
        }
        return value.isMissingNode() ? List.of("no JSON: nothing")
                : schemas.computeIfAbsent(pointer, this::schema).validate(value).stream().map(Object::toString).toList();
    }

    private Schema schema(String pointer) {
        String fragment = pointer.replace("%", "%25").replace("{", "%7B").replace("}", "%7D").replace("*", "%2A");
        return registry.getSchema(SchemaLocation.of(BASE + "#" + fragment));
    }

    private Optional<String> operation(String method, String rawPath) {
        String key = (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT);
        JsonObject paths = document.getJsonObject("paths");
        return segmentsOf(rawPath).flatMap(segments -> routes.stream().filter(route -> route.fits(segments))
                .filter(route -> paths.getJsonObject(route.template()).containsKey(key)).findFirst()
                .map(route -> "/paths/" + escaped(route.template()) + "/" + key));
    }

    private boolean hasTemplate(List<String> segments) {
        return routes.stream().anyMatch(route -> route.fits(segments));
    }

    private String answer(String operation, int status, String what) {
        String pointer = operation + "/responses/" + status;
        JsonObject responses = object(operation + "/responses");
        require(responses.containsKey(String.valueOf(status)), what, () -> "the status is none of " + responses.keySet());
        return Optional.ofNullable(responses.getJsonObject(String.valueOf(status)).getString("$ref", null))
                .map(ref -> ref.substring(1)).orElse(pointer);
    }

    private void checkBody(String answer, String what, String method, Optional<String> contentType, byte[] body) {
        JsonObject content = Optional.ofNullable(object(answer).getJsonObject("content")).orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (content.isEmpty()) {
            require(body.length == 0, what, () -> "no body is described");
            return;
        }
        String type = contentType.map(ApiContract::essence).orElse("");
        Optional<String> described = Stream.of(type, type.replaceFirst("/.*", "/*"), "*/*").filter(content::containsKey).findFirst();
        require(described.isPresent(), what, () -> "the content type '" + type + "' is none of " + content.keySet());
        boolean isJson = described.get().equals("application/json") || described.get().endsWith("+json");
        if (isJson && !method.equals("HEAD")) {
            List<String> faults = faults(answer + "/content/" + escaped(described.get()) + "/schema", body);
            require(faults.isEmpty(), what, () -> faults + " in " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private JsonObject object(String pointer) {
        return JSON.createPointer(pointer).getValue(document).asJsonObject();
    }

    private static void require(boolean right, String what, Supplier<String> fault) {
        if (!right) {
            throw new AssertionError(what + ": " + fault.get());
        }
    }

    /** A media type without its parameters. */
    private static String essence(String contentType) {
        return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** As a token of a JSON pointer (RFC 6901). */
    static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    /** Empty where an inner segment is: nothing is there. One slash at the end does not count. */
    private static Optional<List<String>> segmentsOf(String rawPath) {
        String path = rawPath.replaceFirst("\\?.*", "");
        List<String> segments = Arrays.asList((path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1));
        return segments.stream().skip(1).anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(segments);
    }

    /** A template as segments; where a path fits several, the one with the fewest variables counts. */
    private record Route(String template, List<String> segments) {
        static Route of(String server, String template) {
            return new Route(template, List.of((server + template).split("/", -1)));
        }

        long variables() {
            return segments.stream().filter(Route::isVariable).count();
        }

        boolean fits(List<String> path) {
            boolean fits = path.size() == segments.size();
            for (int i = 0; fits && i < path.size(); i++) {
                fits = isVariable(segments.get(i)) || segments.get(i).equals(path.get(i));
            }
            return fits;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }
}
