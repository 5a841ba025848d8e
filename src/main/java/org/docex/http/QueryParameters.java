package org.docex.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.PageRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The query of a request; parameters nobody asked for, and such that stand twice, are refused. */
public final class QueryParameters {
    private static final List<String> PAGING = List.of("limit", "cursor", "order_by", "order");

    private final Map<String, String> given;

    private QueryParameters(Map<String, String> given) {
        this.given = given;
    }

    /**
     * @param allowed names; one that ends with {@code .} allows all that begin with it
     * @throws DocexException {@code REQUEST_INVALID}
     */
    public static QueryParameters of(UriInfo uri, String... allowed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("").split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decoded(equals < 0 ? part : part.substring(0, equals));
                requireKnown(name, allowed);
                if (given.put(name, equals < 0 ? "" : decoded(part.substring(equals + 1))) != null) {
                    throw new DocexException(ErrorCode.REQUEST_INVALID, "The parameter '" + name + "' stands twice.");
                }
            }
        }
        return new QueryParameters(given);
    }

    private static void requireKnown(String name, String... allowed) {
        boolean known = Stream.of(allowed).anyMatch(rule -> rule.endsWith(".")
                ? name.startsWith(rule) && name.length() > rule.length() : rule.equals(name));
        if (!known) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The parameter '" + printable(name) + "' is not known.");
        }
    }

    /** As HTML forms encode (WHATWG URL, 5.1), except that what is no UTF-8 is refused and not replaced. */
    private static String decoded(String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The query is not percent-encoded UTF-8.", e);
        }
    }

    /** The query of a list: {@code limit}, {@code cursor}, {@code order_by}, {@code order} and what else is allowed. */
    public static QueryParameters ofList(UriInfo uri, String... allowed) {
        return of(uri, Stream.concat(PAGING.stream(), Stream.of(allowed)).toArray(String[]::new));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** @throws DocexException {@code REQUEST_INVALID} for anything else */
    public Optional<String> oneOf(String name, List<String> allowed) {
        return text(name).map(value -> {
            if (!allowed.contains(value)) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, name + " is one of " + allowed + ".");
            }
            return value;
        });
    }

    /** @throws DocexException {@code REQUEST_INVALID} for anything but {@code true} and {@code false} */
    public boolean flag(String name) {
        String value = text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, name + " is true or false.");
        }
        return value.equals("true");
    }

    /** A time of RFC 3339. */
    public Optional<Instant> time(String name) {
        return text(name).map(value -> {
            try {
                return OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException e) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, name + " is a time, for example 2026-11-21T08:00:00Z.", e);
            }
        });
    }

    /** A parameter that holds one JSON value, read as strictly as a body. */
    public Optional<JsonValue> jsonValue(String name) {
        return text(name).map(value -> StrictJson.readValue("parameter '" + name + "'", value));
    }

    /** A parameter that holds a JSON object, read as strictly as a body. */
    public Optional<JsonObject> json(String name) {
        return text(name).map(value -> StrictJson.read("parameter '" + name + "'", value));
    }

    /** @throws DocexException {@code REQUEST_INVALID} when a page is asked for */
    public void refusePaging() {
        PAGING.stream().filter(given::containsKey).findFirst().ifPresent(name -> {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "The parameter '" + name + "' is of a page, and the answer is none. Leave it out.");
        });
    }

    /** All parameters that begin with a prefix, without it. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** How many items a page may have. */
    public int limit() {
        return PageRequest.limit(text("limit"));
    }

    /** @param fields what the list can be ordered by; the first is the default */
    public PageRequest page(List<String> fields) {
        return PageRequest.of(text("limit"), text("order_by"), text("order"), text("cursor"), fields);
    }

    private static String printable(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
