package org.docex.architecture;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The OpenAPI document as a page of the guides. Run it from the project's folder to write the page anew. */
final class ApiReference {
    static final Path PAGE = Path.of("docs/api-reference.md");

    private static final String RESOURCE = "/org/docex/system/openapi.json";
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Map<String, String> TYPES = Map.of("string", "text", "integer", "whole number", "boolean", "`true` or `false`",
            "object", "object", "null", "null");

    private final JsonObject document;
    private final StringBuilder page = new StringBuilder();

    private ApiReference(JsonObject document) {
        this.document = document;
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(PAGE, markdown(document()));
    }

    /** What the WAR serves. */
    static JsonObject document() {
        try (InputStream in = ApiReference.class.getResourceAsStream(RESOURCE); JsonReader reader = JSON.createReader(in)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String markdown(JsonObject openapi) {
        ApiReference reference = new ApiReference(openapi);
        reference.introduction();
        openapi.getJsonArray("tags").getValuesAs(JsonObject.class).forEach(reference::tag);
        reference.refusals();
        reference.schemas();
        return reference.page.toString();
    }

    private void introduction() {
        line("# API reference");
        line("This page is made of the OpenAPI document that `GET /docex/openapi` answers with, and `ApiReferenceTest` holds it to that. "
                + "All addresses begin with `" + document.getJsonArray("servers").getJsonObject(0).getString("url")
                + "`. **Bold** parameters are needed.");
        line(document.getJsonObject("info").getString("description"));
    }

    private void tag(JsonObject tag) {
        List<Operation> operations = operations().filter(one -> one.tag().equals(tag.getString("name"))).toList();
        line("## " + tag.getString("name"));
        line(tag.getString("description"));
        head("call", "role", "");
        operations.forEach(one -> row(one.call(), one.role().map(role -> "`" + role + "`").orElse("–"),
                "[" + one.summary() + "](#" + anchor(one.summary()) + ")"));
        page.append('\n');
        operations.forEach(this::operation);
    }

    private Stream<Operation> operations() {
        return document.getJsonObject("paths").entrySet().stream().flatMap(path -> path.getValue().asJsonObject().entrySet().stream()
                .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue().asJsonObject())));
    }

    private record Operation(String method, String path, JsonObject json) {
        String tag() {
            return json.getJsonArray("tags").getString(0);
        }

        String summary() {
            return json.getString("summary");
        }

        String call() {
            return "`" + method + " " + path + "`";
        }

        Optional<String> role() {
            return json.getJsonArray("security").getValuesAs(JsonObject.class).stream().map(one -> one.getJsonArray("bearer").getString(0))
                    .findFirst();
        }
    }

    private void operation(Operation operation) {
        line("### " + operation.summary());
        line(operation.call());
        line(operation.json().getString("description"));
        Optional.ofNullable(operation.json().getJsonArray("parameters")).ifPresent(this::parameters);
        Optional.ofNullable(operation.json().getJsonObject("requestBody")).ifPresent(this::body);
        answers(operation.json().getJsonObject("responses"));
    }

    private void parameters(JsonArray parameters) {
        head("parameter", "in", "type", "meaning");
        parameters.getValuesAs(JsonObject.class).stream().map(this::resolved).forEach(one -> {
            String mark = one.getBoolean("required", false) ? "**" : "";
            row(mark + "`" + one.getString("name") + "`" + mark, one.getString("in"), type(parameterSchema(one)),
                    one.getString("description") + byDefault(parameterSchema(one)));
        });
        page.append('\n');
    }

    private JsonObject parameterSchema(JsonObject parameter) {
        return Optional.ofNullable(parameter.getJsonObject("schema")).orElseGet(
                () -> parameter.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema"));
    }

    private static String byDefault(JsonObject schema) {
        return schema.containsKey("default") ? " Default `" + text(schema.get("default")) + "`." : "";
    }

    private void body(JsonObject body) {
        String types = body.getJsonObject("content").entrySet().stream()
                .map(type -> "`" + type.getKey() + "`" + partsOf(type.getValue().asJsonObject())).collect(Collectors.joining(", "));
        line("Body" + (body.getBoolean("required") ? "" : ", may be left out") + ": " + types + "."
                + Optional.ofNullable(body.getString("description", null)).map(text -> " " + text).orElse(""));
    }

    private String partsOf(JsonObject media) {
        JsonObject schema = Optional.ofNullable(media.getJsonObject("schema")).orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (schema.containsKey("properties")) {
            return " with the parts " + schema.getJsonObject("properties").keySet().stream().map(part -> "`" + part + "`")
                    .collect(Collectors.joining(" and "));
        }
        return schema.isEmpty() ? "" : " " + type(schema);
    }

    /** What is said of a status everywhere stands under the refusals. */
    private void answers(JsonObject responses) {
        head("status", "body", "meaning");
        List<String> usual = new ArrayList<>();
        responses.forEach((status, value) -> {
            JsonObject answer = value.asJsonObject();
            if (answer.containsKey("description")) {
                JsonObject full = resolved(answer);
                row(status, contentOf(full), answer.getString("description") + headersOf(full, answer));
            } else {
                usual.add(status);
            }
        });
        row(String.join(", ", usual), "[Problem](#problem)", "[as always](#refusals)");
        page.append('\n');
    }

    private String contentOf(JsonObject answer) {
        JsonObject content = answer.getJsonObject("content");
        if (content == null) {
            return "–";
        }
        Map.Entry<String, JsonValue> media = content.entrySet().iterator().next();
        JsonObject schema = media.getValue().asJsonObject().getJsonObject("schema");
        return media.getKey().endsWith("json") ? type(schema) : "`" + media.getKey() + "`";
    }

    /** Those of a refusal are the same everywhere. */
    private static String headersOf(JsonObject full, JsonObject answer) {
        JsonObject headers = full.getJsonObject("headers");
        return headers == null || answer.containsKey("$ref") ? "" : " Headers: " + headers.keySet().stream().map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ")) + ".";
    }

    private void refusals() {
        line("## Refusals");
        line("Bodies are a [Problem](#problem). What each name means and its cure: [troubleshooting](troubleshooting.md).");
        head("status", "name and meaning");
        Map<String, String> statuses = new TreeMap<>();
        operations().flatMap(one -> one.json().getJsonObject("responses").entrySet().stream()).forEach(answer ->
                Optional.ofNullable(answer.getValue().asJsonObject().getString("$ref", null)).ifPresent(target ->
                        statuses.put(answer.getKey(), object(target).getString("description"))));
        statuses.forEach(this::row);
        page.append('\n');
    }

    private void schemas() {
        line("## Schemas");
        line("Fields are always there unless their type says that they may be missing. There are no others.");
        document.getJsonObject("components").getJsonObject("schemas").forEach((name, value) -> {
            JsonObject schema = value.asJsonObject();
            line("### " + name);
            line(schema.getString("description"));
            if (schema.containsKey("properties")) {
                fields(schema);
            } else {
                line("Type: " + type(schema) + ".");
            }
            example(schema);
        });
    }

    private void fields(JsonObject schema) {
        Set<String> required = schema.getJsonArray("required").getValuesAs(JsonString::getString).stream().collect(Collectors.toSet());
        head("field", "type", "meaning");
        schema.getJsonObject("properties").forEach((name, value) -> {
            JsonObject field = value.asJsonObject();
            row("`" + name + "`", type(field) + (required.contains(name) ? "" : ", may be missing"),
                    field.getString("description", "") + byDefault(field));
        });
        page.append('\n');
    }

    private void example(JsonObject schema) {
        Optional.ofNullable(schema.getJsonArray("examples")).filter(all -> all.get(0) instanceof JsonObject).ifPresent(all ->
                line("```json\n" + indented(all.getJsonObject(0)) + "\n```"));
    }

    private static String indented(JsonObject example) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JSON.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.writeObject(example);
        }
        return text.toString().strip().replace("    ", "  ");
    }

    /** A schema in a few words. */
    private String type(JsonObject schema) {
        if (schema.containsKey("$ref")) {
            String name = schema.getString("$ref").replaceFirst(".*/", "");
            return "[" + name + "](#" + anchor(name) + ")";
        } else if (schema.containsKey("anyOf")) {
            return schema.getJsonArray("anyOf").getValuesAs(JsonObject.class).stream().map(this::type).collect(Collectors.joining(" or "));
        } else if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").stream().map(one -> "`" + text(one) + "`").collect(Collectors.joining(" \\| "));
        } else if (schema.containsKey("items")) {
            return "list of " + type(schema.getJsonObject("items"));
        } else if (!schema.containsKey("type")) {
            return "any JSON";
        }
        return names(schema).stream().map(name -> name.equals("string") ? textType(schema)
                : name.equals("integer") ? numberType(schema) : TYPES.get(name)).collect(Collectors.joining(" or "));
    }

    private static List<String> names(JsonObject schema) {
        return schema.get("type") instanceof JsonArray several ? several.getValuesAs(JsonString::getString) : List.of(schema.getString("type"));
    }

    private static String textType(JsonObject schema) {
        if (schema.getString("format", "").equals("date-time")) {
            return "time";
        } else if (schema.containsKey("pattern")) {
            return "text `" + schema.getString("pattern").replace("|", "\\|") + "`";
        } else if (schema.containsKey("maxLength")) {
            return "text, at most " + schema.getInt("maxLength");
        }
        return "text";
    }

    private static String numberType(JsonObject schema) {
        return schema.containsKey("maximum") ? schema.getInt("minimum") + " to " + schema.getInt("maximum") : TYPES.get("integer");
    }

    private JsonObject resolved(JsonObject value) {
        return Optional.ofNullable(value.getString("$ref", null)).map(this::object).orElse(value);
    }

    private JsonObject object(String reference) {
        return JSON.createPointer(reference.substring(1)).getValue(document).asJsonObject();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** As the usual renderers make it of a heading. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private void head(String... cells) {
        row(cells);
        page.append("|").append("---|".repeat(cells.length)).append('\n');
    }

    private void row(String... cells) {
        for (String cell : cells) {
            page.append(cell.isEmpty() ? "| " : "| " + cell + " ");
        }
        page.append("|\n");
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }
}
