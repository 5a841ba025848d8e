package org.docex.migration.content;

import jakarta.json.JsonObject;
import org.docex.migration.source.OldJson;
import org.docex.migration.source.OldRow;
import java.sql.SQLException;
import java.util.Optional;

/** The text that 2.x kept in a document's row, beside its file: {@code raw_content}, else {@code content.content}. */
final class RowText {
    private RowText() {}

    static Optional<String> of(OldRow row) throws SQLException {
        Optional<String> raw = row.text("raw_content").filter(text -> !text.isEmpty());
        if (raw.isPresent()) {
            return raw;
        }
        Optional<JsonObject> content = row.text("content").flatMap(OldJson::object);
        return content.flatMap(object -> OldJson.text(object, "content")).filter(text -> !text.isEmpty());
    }
}
