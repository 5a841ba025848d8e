package org.docex.http;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.PageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The query of a request; parameters nobody asked for, and such that stand twice, are refused. */
public final class QueryParameters {
    private static final List<String> PAGING = List.of("limit", "cursor", "order_by", "order");

    private final MultivaluedMap<String, String> given;

    private QueryParameters(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /**
     * @param allowed names; one that ends with {@code .} allows all that begin with it
     * @throws DocexException {@code REQUEST_INVALID}
     */
    public static QueryParameters of(UriInfo uri, String... allowed) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        given.forEach((name, values) -> {
            boolean known = Stream.of(allowed).anyMatch(rule -> rule.endsWith(".")
                    ? name.startsWith(rule) && name.length() > rule.length() : rule.equals(name));
            if (!known) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The parameter '" + printable(name) + "' is not known.");
            }
            if (values.size() > 1) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The parameter '" + name + "' stands twice.");
            }
        });
        return new QueryParameters(given);
    }

    /** The query of a list: {@code limit}, {@code cursor}, {@code order_by}, {@code order} and what else is allowed. */
    public static QueryParameters ofList(UriInfo uri, String... allowed) {
        return of(uri, Stream.concat(PAGING.stream(), Stream.of(allowed)).toArray(String[]::new));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.getFirst(name));
    }

    /** All parameters that begin with a prefix, without it. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), values.get(0));
            }
        });
        return found;
    }

    /** @param fields what the list can be ordered by; the first is the default */
    public PageRequest page(List<String> fields) {
        return PageRequest.of(text("limit"), text("order_by"), text("order"), text("cursor"), fields);
    }

    private static String printable(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
