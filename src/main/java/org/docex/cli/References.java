package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.docex.cli.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The values of {@code docex.yaml} that refer to the environment or to a file ({@code ${…}}), as they are written there. */
final class References {
    private final @Nullable Object written;

    private References(@Nullable Object written) {
        this.written = written;
    }

    /** @param file one that {@code ConfigReader} accepted */
    static References in(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
            return new References(new Load(settings).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw LocalFiles.unreadable(file, e);
        }
    }

    /** The same object with every reference in the place of what it led to. */
    JsonObject restore(JsonObject values) {
        return restore(values, written).asJsonObject();
    }

    private static JsonValue restore(JsonValue value, @Nullable Object source) {
        if (source instanceof String text && text.contains("${")) {
            return Json.createValue(text);
        }
        if (value instanceof JsonObject object && source instanceof Map<?, ?> map) {
            JsonObjectBuilder restored = Json.createObjectBuilder();
            object.forEach((key, below) -> restored.add(key, restore(below, map.get(key))));
            return restored.build();
        }
        if (value instanceof JsonArray array && source instanceof List<?> list) {
            JsonArrayBuilder restored = Json.createArrayBuilder();
            for (int i = 0; i < array.size(); i++) {
                restored.add(restore(array.get(i), i < list.size() ? list.get(i) : null));
            }
            return restored.build();
        }
        return value;
    }
}
