package org.docex.migration.content;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldJson;
import org.docex.migration.source.OldRow;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What 2.x kept of a document in its row, beside its file: {@code raw_content}, and {@code content} where it is more than
 * {@code {"content": the same text}}.
 */
final class RowText {
    private RowText() {}

    static Map<String, String> of(OldRow row) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        row.text("raw_content").filter(text -> !text.isEmpty()).ifPresent(text -> texts.put(Ledger.RAW_TEXT, text));
        Optional<String> content = row.text("content").filter(text -> !text.isBlank() && !text.strip().equals("null"));
        if (content.isPresent()) {
            Optional<JsonObject> object = OldJson.object(content.get());
            boolean plain = object.filter(value -> value.size() == 1 && value.containsKey("content")).isPresent();
            Optional<String> text = object.flatMap(value -> OldJson.text(value, "content"));
            if (!plain || text.isEmpty() && object.get().get("content") != JsonValue.NULL) {
                texts.put(Ledger.CONTENT_TEXT, content.get());
            } else if (text.filter(found -> !found.isEmpty() && !found.equals(texts.get(Ledger.RAW_TEXT))).isPresent()) {
                texts.put(texts.containsKey(Ledger.RAW_TEXT) ? Ledger.CONTENT_TEXT : Ledger.RAW_TEXT, text.get());
            }
        }
        return texts;
    }
}
