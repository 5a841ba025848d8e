package org.docex.migration.source;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.docex.error.DocexException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a basket of 2.x keeps its documents.
 *
 * @param path its {@code storage_config.path}
 * @param filesystemPath its {@code storage_config.filesystem.path}
 * @param readable false when {@code storage_config} is no JSON object
 */
public record OldBasket(Optional<String> path, Optional<String> filesystemPath, boolean readable) {
    /** Of a basket that no row describes. */
    public static final OldBasket NONE = new OldBasket(Optional.empty(), Optional.empty(), true);

    /** @throws DocexException {@code REQUEST_INVALID} for a basket on S3 */
    public static OldBasket of(OldRow row) throws SQLException {
        Optional<JsonObject> config = row.text("storage_config").flatMap(OldJson::object);
        if (config.isEmpty()) {
            return new OldBasket(Optional.empty(), Optional.empty(), false);
        }
        Optional<JsonObject> s3 = inner(config.get(), "s3");
        if (OldJson.text(config.get(), "type").filter("s3"::equals).isPresent()) {
            throw OldConfig.onS3("The basket '" + row.required("name") + "' keeps its documents",
                    s3.flatMap(block -> OldJson.text(block, "bucket")).or(() -> OldJson.text(config.get(), "bucket")));
        }
        return new OldBasket(OldJson.text(config.get(), "path"),
                inner(config.get(), "filesystem").flatMap(block -> OldJson.text(block, "path")), true);
    }

    private static Optional<JsonObject> inner(JsonObject object, String key) {
        return object.get(key) instanceof JsonObject found ? Optional.of(found)
                : object.get(key) instanceof JsonString text ? OldJson.object(text.getString()) : Optional.empty();
    }
}
