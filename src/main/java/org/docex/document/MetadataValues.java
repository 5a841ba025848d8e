package org.docex.document;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.storage.Sha256;
import java.io.StringReader;

/** The values of metadata as they are stored: the JSON they were written as, found by the digest of it. */
final class MetadataValues {
    private MetadataValues() {}

    static JsonValue parse(String json) {
        try (JsonReader reader = Jsons.PROVIDER.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    static String digest(JsonValue value) {
        return Sha256.hex(value.toString());
    }
}
