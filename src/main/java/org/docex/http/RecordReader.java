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
import java.io.InputStream;
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
 * Reads a JSON object into a record of texts: {@code String} components are required, {@code Optional<String>} ones are not,
 * fields without a component are refused. A {@link JsonObject} parameter takes any object.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RecordReader implements MessageBodyReader<Object> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord() || type == JsonObject.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type, Type generic, Annotation[] annotations, MediaType media,
            MultivaluedMap<String, String> headers, InputStream body) {
        JsonObject object = StrictJson.read(body);
        return type.isRecord() ? record(type, object) : object;
    }

    private static Object record(Class<?> type, JsonObject object) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new HashSet<>(object.keySet());
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = Fields.name(components[i]);
            unknown.remove(name);
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

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DocexException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " refuses its values", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
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
