package org.docex.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a JSON object into a record: {@code String} components are required, {@code Optional<String>} ones are not, a
 * {@code boolean} is false unless it is given; fields without a component are refused. Being a reader of {@code Record} it stands before the servers' own of any object.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class RecordReader implements MessageBodyReader<Record> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type, Type generic, Annotation[] annotations, MediaType media,
            MultivaluedMap<String, String> headers, InputStream body) {
        return record(type, StrictJson.read(body));
    }

    /** A record from a body that may be left out. */
    public static <T extends Record> Optional<T> optional(Class<T> type, InputStream body) {
        PushbackInputStream bytes = new PushbackInputStream(body);
        try {
            int first = bytes.read();
            if (first < 0) {
                return Optional.empty();
            }
            bytes.unread(first);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.BODY_INCOMPLETE, "The body ended too early. Send it again.", e);
        }
        return Optional.of(type.cast(record(type, StrictJson.read(bytes))));
    }

    private static Record record(Class<?> type, JsonObject object) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new HashSet<>(object.keySet());
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = Fields.name(components[i]);
            unknown.remove(name);
            if (components[i].getType() == boolean.class) {
                values[i] = flag(name, object.getOrDefault(name, JsonValue.FALSE));
                continue;
            }
            Optional<String> text = Optional.ofNullable(object.get(name))
                    .filter(value -> value != JsonValue.NULL).map(value -> text(name, value));
            values[i] = components[i].getType() == Optional.class ? text
                    : text.orElseThrow(() -> invalid("The field '" + name + "' is needed."));
        }
        unknown.stream().sorted().findFirst().ifPresent(name -> {
            throw invalid("The field '" + name + "' is not known.");
        });
        return construct(type, components, values);
    }

    private static Record construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DocexException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " refuses its values", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static boolean flag(String name, JsonValue value) {
        if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return value.equals(JsonValue.TRUE);
        }
        throw invalid("The field '" + name + "' must be true or false.");
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw invalid("The field '" + name + "' must be a text.");
    }

    private static DocexException invalid(String message) {
        return new DocexException(ErrorCode.REQUEST_INVALID, message);
    }
}
