package org.docex.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import org.docex.json.Jsons;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON: components in their order, times as RFC 3339, an empty {@code Optional} as {@code null}. */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class RecordWriter implements MessageBodyWriter<Record> {
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value, Class<?> type, Type generic, Annotation[] annotations, MediaType media,
            MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
        out.write(toJson(value).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON of a record, a list, a map with text keys, or a plain value. */
    public static JsonValue toJson(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        } else if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof Optional<?> optional) {
            return toJson(optional.orElse(null));
        } else if (value instanceof Record row) {
            return object(row);
        } else if (value instanceof Collection<?> items) {
            JsonArrayBuilder array = Jsons.PROVIDER.createArrayBuilder();
            items.forEach(item -> array.add(toJson(item)));
            return array.build();
        } else if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Jsons.PROVIDER.createObjectBuilder();
            map.forEach((key, item) -> object.add(String.valueOf(key), toJson(item)));
            return object.build();
        } else if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer || value instanceof Long) {
            return Jsons.PROVIDER.createValue(((Number) value).longValue());
        } else if (value instanceof CharSequence || value instanceof Instant || value instanceof Enum<?>) {
            return Jsons.PROVIDER.createValue(value.toString());
        }
        throw new IllegalArgumentException("No JSON for " + value.getClass());
    }

    private static JsonValue object(Record row) {
        JsonObjectBuilder object = Jsons.PROVIDER.createObjectBuilder();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                object.add(Fields.name(component), toJson(component.getAccessor().invoke(row)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A record's component cannot be read: " + component, e);
            }
        }
        return object.build();
    }
}
