package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document is sound, and the contract made of it refuses what the document does not say. */
class ApiContractTest {
    private static final ApiContract CONTRACT = ApiContract.load();
    private static final JsonObject DOCUMENT = CONTRACT.document();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final Pattern NAME = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Set<String> NO_ERRORS = Set.of("confirm");

    private static final String BASKET = "{\"id\":\"bas_0197a3c4d5e67f8091a2b3c4d5e6f708\",\"name\":\"Invoices\",\"description\":null,"
            + "\"status\":\"active\",\"storage\":\"documents\",\"version\":1,\"created_at\":\"2026-01-31T08:15:00.123456Z\","
            + "\"created_by\":\"ada\",\"updated_at\":\"2026-01-31T08:15:00Z\",\"updated_by\":\"ada\"}";
    private static final String PROBLEM = "{\"type\":\"urn:docex:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
            + "\"detail\":\"There is no such basket.\",\"retryable\":false}";

    /** An operation and where it stands. */
    record Operation(String method, String path, JsonObject json) {
        Set<String> statuses() {
            return json.getJsonObject("responses").keySet();
        }

        /** The parameters themselves, where references lead. */
        List<JsonObject> parameters() {
            return Optional.ofNullable(json.getJsonArray("parameters")).map(ApiContractTest::resolved).orElse(List.of());
        }

        Optional<JsonObject> parameter(String in, String name) {
            return parameters().stream().filter(one -> one.getString("in").equals(in) && one.getString("name").equals(name)).findFirst();
        }

        boolean isPublic() {
            return json.getJsonArray("security").isEmpty();
        }
    }

    static Stream<Named<Operation>> operations() {
        return DOCUMENT.getJsonObject("paths").entrySet().stream().flatMap(path -> path.getValue().asJsonObject().entrySet().stream()
                .map(method -> Named.of(method.getKey() + " " + path.getKey(),
                        new Operation(method.getKey(), path.getKey(), method.getValue().asJsonObject()))));
    }

    static Stream<Named<JsonObject>> schemas() {
        return DOCUMENT.getValue("/components/schemas").asJsonObject().entrySet().stream()
                .map(schema -> Named.of(schema.getKey(), schema.getValue().asJsonObject()));
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() {
        Set<String> used = references(DOCUMENT).collect(Collectors.toCollection(TreeSet::new));
        Set<String> made = Stream.of("parameters", "headers", "responses", "schemas").flatMap(kind ->
                DOCUMENT.getJsonObject("components").getJsonObject(kind).keySet().stream().map(name -> "#/components/" + kind + "/" + name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(made);
    }

    @Test
    void operations_are_told_apart_by_their_ids_and_by_their_summaries() {
        assertThat(operations().map(one -> one.getPayload().json().getString("operationId"))).doesNotHaveDuplicates();
        assertThat(operations().map(one -> one.getPayload().json().getString("summary"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_says_what_belongs_to_it(Operation operation) {
        assertThat(METHODS).contains(operation.method());
        assertThat(operation.json().getString("description")).endsWith(".");
        assertThat(values(DOCUMENT.getJsonArray("tags"))).extracting(tag -> tag.getString("name"))
                .contains(operation.json().getJsonArray("tags").getString(0));
        assertThat(operation.statuses()).contains("400", "500").anyMatch(status -> status.startsWith("2"));
        assertThat(operation.statuses()).doesNotContain("405");
        if (operation.isPublic()) {
            assertThat(operation.statuses()).doesNotContain("401", "403");
        } else {
            assertThat(operation.statuses()).contains("401", "403", "503");
            String role = operation.json().getJsonArray("security").getJsonObject(0).getJsonArray("bearer").getString(0);
            assertThat(operation.json().getString("description")).contains("`" + role + "`");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_path_and_its_parameters_agree(Operation operation) {
        List<String> variables = Pattern.compile("\\{(\\w+)}").matcher(operation.path()).results().map(found -> found.group(1)).toList();
        assertThat(operation.parameters().stream().filter(one -> one.getString("in").equals("path")).map(one -> one.getString("name")))
                .containsExactlyElementsOf(variables);
        assertThat(operation.parameters()).allMatch(one -> !one.getString("in").equals("path") || one.getBoolean("required"));
        assertThat(operation.parameters().stream().map(one -> one.getString("in") + " " + one.getString("name"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_a_caller_may_send_has_its_answers(Operation operation) {
        Optional<JsonObject> ifMatch = operation.parameter("header", "If-Match");
        assertThat(operation.statuses().contains("412")).isEqualTo(ifMatch.isPresent());
        assertThat(operation.statuses().contains("428")).isEqualTo(ifMatch.map(one -> one.getBoolean("required", false)).orElse(false));
        assertThat(operation.statuses().contains("304")).isEqualTo(operation.parameter("header", "If-None-Match").isPresent());
        assertThat(operation.statuses().contains("416")).isEqualTo(operation.parameter("header", "Range").isPresent());
        assertThat(operation.statuses().contains("206")).isEqualTo(operation.statuses().contains("416"));
        assertThat(operation.statuses().contains("413")).isEqualTo(operation.json().containsKey("requestBody"));
        if (operation.parameter("header", "Idempotency-Key").isPresent()) {
            assertThat(operation.statuses()).contains("422");
        }
        if (operation.statuses().contains("201")) {
            assertThat(operation.json().getValue("/responses/201/headers").asJsonObject()).containsKeys("Location", "ETag");
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_is_closed_and_its_examples_are_of_it(JsonObject schema) {
        assertThat(schema).containsKey("description");
        if (schema.containsKey("properties")) {
            assertThat(schema.getBoolean("additionalProperties")).isFalse();
            assertThat(schema.getJsonObject("properties").keySet()).containsAll(texts(schema.getJsonArray("required")));
        }
        String name = schemas().filter(one -> one.getPayload() == schema).findFirst().orElseThrow().getName();
        for (JsonValue example : Optional.ofNullable(schema.getJsonArray("examples")).orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            if (schema.containsKey("properties")) {
                assertThat(CONTRACT.faults("/components/schemas/" + name, example.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
            }
        }
    }

    /** The names stand in backticks before what they mean. */
    @Test
    void every_error_is_named_under_its_status_and_no_other() {
        Map<String, Integer> known = Stream.of(ErrorCode.values())
                .collect(Collectors.toMap(code -> code.type().replaceFirst(".*:", ""), ErrorCode::status));
        Set<String> named = new TreeSet<>();
        operations().forEach(operation -> operation.getPayload().json().getJsonObject("responses").forEach((status, answer) ->
                NAME.matcher(said(answer.asJsonObject())).results().map(name -> name.group(1)).filter(name -> Integer.parseInt(status) >= 400)
                        .filter(name -> !NO_ERRORS.contains(name)).forEach(name -> {
                            assertThat(known.get(name)).as(operation.getName() + " " + status + " " + name)
                                    .isEqualTo(Integer.valueOf(status));
                            named.add(name);
                        })));
        known.keySet().removeAll(named);
        assertThat(known.keySet()).containsExactly("method-not-allowed");
    }

    /** What an operation says of an answer, and what is said of it everywhere. */
    private static String said(JsonObject answer) {
        JsonObject full = Optional.ofNullable(answer.getString("$ref", null))
                .map(target -> DOCUMENT.getValue(target.substring(1)).asJsonObject()).orElse(answer);
        return answer.getString("description", "") + full.getString("description");
    }

    @Test
    void a_right_answer_passes() {
        check("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", BASKET);
        check("GET", "/docex/api/v1/baskets/bas_1/", 200, "application/json;charset=utf-8", BASKET);
        check("GET", "/docex/api/v1/baskets?limit=1", 200, "application/json", "{\"items\":[" + BASKET + "],\"next\":null}");
        check("GET", "/docex/api/v1/documents?count=true", 200, "application/json", "{\"count\":0}");
        check("GET", "/docex/api/v1/baskets/bas_1", 404, "application/problem+json", PROBLEM);
        check("HEAD", "/docex/api/v1/baskets/bas_1", 200, "application/json", "");
        check("DELETE", "/docex/api/v1/baskets/bas_1", 204, null, "");
        check("GET", "/docex/api/v1/documents/doc_1/content", 206, "a/b; c=\"d e\"", "any bytes");
        check("GET", "/docex/api/v1/documents/doc_1/content", 200, "application/json", "{no JSON at all");
        check("GET", "/docex/api/v1/documents/doc_1/metadata", 200, "application/json", "{\"any\":[1,null]}");
        check("OPTIONS", "/docex/api/v1/baskets", 204, null, "");
    }

    @Test
    void the_template_with_the_fewest_variables_counts() {
        assertThat(CONTRACT.isDescribed("PUT", "/docex/api/v1/baskets/by-name/Invoices")).isTrue();
        assertThat(CONTRACT.isDescribed("PUT", "/docex/api/v1/baskets/by-name/documents")).isTrue();
        assertThat(CONTRACT.isDescribed("PUT", "/docex/api/v1/baskets/bas_1/documents")).isFalse();
        assertThat(CONTRACT.isDescribed("GET", "/docex/api/v1/baskets")).isTrue();
        assertThat(CONTRACT.isDescribed("GET", "/docex/api/v1//baskets")).isFalse();
        assertThat(CONTRACT.isDescribed("GET", "/api/v1/baskets")).isFalse();
    }

    @Test
    void what_is_not_described_may_only_be_refused() {
        check("GET", "/docex/nowhere", 404, "application/problem+json", PROBLEM);
        check("PUT", "/docex/api/v1/baskets", 405, "application/problem+json", PROBLEM);
        assertRefused("PUT", "/docex/api/v1/baskets", 404, "application/problem+json", PROBLEM, "no operation");
        assertRefused("GET", "/docex/nowhere", 405, "application/problem+json", PROBLEM, "no operation");
        assertRefused("GET", "/docex/nowhere", 200, "application/json", BASKET, "no operation");
        assertRefused("GET", "/docex/nowhere", 404, "text/html", "<html>", "content type");
    }

    @ParameterizedTest
    @CsvSource({"201", "409", "418"})
    void an_unknown_status_is_refused(int status) {
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", status, "application/json", BASKET, "the status is none of");
    }

    @Test
    void another_content_type_is_refused() {
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "text/plain", BASKET, "content type");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, null, BASKET, "content type");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 404, "application/json", PROBLEM, "content type");
        assertRefused("HEAD", "/docex/api/v1/baskets/bas_1", 200, "text/plain", "", "content type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"colour\":1,", "{\"id\":1,", "{\"version\":0,", "{\"description\":7,", "{\"status\":\"gone\",", "{\"created_at\":\"yesterday\",",
        "{\"created_at\":\"2026-01-31T08:15:00+01:00\","})
    void a_wrong_field_is_refused(String begin) {
        String field = begin.replaceFirst("\\{(\"\\w+\").*", "$1");
        String others = BASKET.substring(1).replaceFirst(field + ":(\"[^\"]*\"|null|\\d+),", "");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", begin + others, field.replace("\"", ""));
    }

    @Test
    void a_missing_field_and_what_is_no_json_are_refused() {
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", BASKET.replace("\"description\":null,", ""), "description");
        assertRefused("GET", "/docex/api/v1/baskets", 200, "application/json", "{\"items\":[{}],\"next\":null}", "created_at");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", BASKET.substring(1), "no JSON");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", "", "no JSON");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", BASKET + "}", "no JSON");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 200, "application/json", "{\"id\":\"x\"," + BASKET.substring(1), "Duplicate");
        assertRefused("DELETE", "/docex/api/v1/baskets/bas_1", 204, null, "x", "no body");
        assertRefused("GET", "/docex/api/v1/baskets/bas_1", 404, "application/problem+json", PROBLEM.replace("urn:docex", "urn:other"), "type");
    }

    private static void check(String method, String path, int status, String type, String body) {
        assertThatCode(() -> CONTRACT.check(method, path, status, Optional.ofNullable(type), body.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String method, String path, int status, String type, String body, String because) {
        assertThatThrownBy(() -> CONTRACT.check(method, path, status, Optional.ofNullable(type), body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AssertionError.class).hasMessageStartingWith(method + " " + path).hasMessageContaining(because);
    }

    private static List<JsonObject> resolved(JsonArray parameters) {
        return values(parameters).stream().map(one -> Optional.ofNullable(one.getString("$ref", null))
                .map(target -> DOCUMENT.getValue(target.substring(1)).asJsonObject()).orElse(one)).toList();
    }

    private static List<JsonObject> values(JsonArray array) {
        return array.getValuesAs(JsonObject.class);
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString::getString);
    }

    private static Stream<String> references(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> value.asJsonObject().entrySet().stream().flatMap(ApiContractTest::references);
            case ARRAY -> value.asJsonArray().stream().flatMap(ApiContractTest::references);
            default -> Stream.empty();
        };
    }

    private static Stream<String> references(Map.Entry<String, JsonValue> field) {
        return field.getKey().equals("$ref") && field.getValue() instanceof JsonString target
                ? Stream.of(target.getString()) : references(field.getValue());
    }
}
