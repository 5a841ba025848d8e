package org.docex.migration.source;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a basket of 2.x keeps its documents.
 *
 * @param path its {@code storage_config.path}
 * @param filesystemPath its {@code storage_config.filesystem.path}
 * @param s3 of a basket on S3, which has no folders
 * @param readable false when {@code storage_config} is no JSON object
 */
public record OldBasket(Optional<String> path, Optional<String> filesystemPath, Optional<OldS3> s3, boolean readable) {
    /** Of a basket that no row describes: as the installation has it. */
    public static OldBasket of(OldConfig installation) {
        return new OldBasket(Optional.empty(), Optional.empty(), installation.s3(), true);
    }

    /** @throws DocexException {@code REQUEST_INVALID} for a basket on S3 without a bucket */
    public static OldBasket of(OldRow row, OldConfig installation) throws SQLException {
        Optional<JsonObject> config = row.text("storage_config").flatMap(OldJson::object);
        if (config.isEmpty()) {
            return new OldBasket(Optional.empty(), Optional.empty(), installation.s3(), false);
        }
        Optional<String> path = OldJson.text(config.get(), "path");
        Optional<String> filesystem = inner(config.get(), "filesystem").flatMap(block -> OldJson.text(block, "path"));
        Optional<String> type = OldJson.text(config.get(), "type");
        boolean asInstallation = type.isEmpty() && path.isEmpty() && filesystem.isEmpty();
        if (asInstallation && installation.s3().isPresent() || type.filter("s3"::equals).isPresent()) {
            Optional<OldS3> s3 = OldS3.of(said(config.get()), installation.s3(), installation.environment());
            if (s3.isEmpty()) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The basket '" + row.required("name") + "' of DocEX 2.x keeps its documents on S3 and "
                        + "names no bucket. Write it into its storage_config, in a copy of the database. Nothing was changed.");
            }
            return new OldBasket(Optional.empty(), Optional.empty(), s3, true);
        }
        return new OldBasket(path, filesystem, Optional.empty(), true);
    }

    /** A key in the object itself goes before one in its block {@code s3}. */
    private static Function<String, Optional<String>> said(JsonObject config) {
        Optional<JsonObject> block = inner(config, "s3");
        return key -> OldJson.text(config, key).or(() -> block.flatMap(s3 -> OldJson.text(s3, key)));
    }

    private static Optional<JsonObject> inner(JsonObject object, String key) {
        return object.get(key) instanceof JsonObject found ? Optional.of(found)
                : object.get(key) instanceof JsonString text ? OldJson.object(text.getString()) : Optional.empty();
    }
}
