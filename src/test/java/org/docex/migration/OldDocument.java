package org.docex.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is given to {@link Boundary#document(OldDocument)}: a file as 2.x's {@code add} takes it, and what shall differ from what
 * {@code add} makes of it.
 */
public final class OldDocument {
    private final String basketId;
    private final String source;
    private final byte[] content;
    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private Optional<String> originalFilename = Optional.empty();
    private Optional<String> path = Optional.empty();
    private boolean blob = true;
    private boolean trail = true;

    private OldDocument(String basketId, String source, byte[] content) {
        this.basketId = basketId;
        this.source = source;
        this.content = content;
    }

    /** @param source the path the file was added from; its last segment gives the names */
    public static OldDocument of(String basketId, String source, byte[] content) {
        return new OldDocument(basketId, source, content);
    }

    public static OldDocument of(String basketId, String source, String text) {
        return of(basketId, source, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Given as metadata of that key, which takes the place of the source in the names, but for the suffix. */
    public OldDocument originalFilename(String name) {
        originalFilename = Optional.of(name);
        return this;
    }

    /** Given with the file. */
    public OldDocument metadata(String key, String rawJsonText) {
        metadata.put(key, rawJsonText);
        return this;
    }

    /** In the row, and where the blob is written, from the basket's folder. To change the row alone: {@link #with}. */
    public OldDocument path(String stored) {
        path = Optional.of(stored);
        return this;
    }

    /** This value in the row, whatever {@code add} would have written. */
    public OldDocument with(String column, Object value) {
        columns.put(column, value);
        return this;
    }

    public OldDocument withoutBlob() {
        blob = false;
        return this;
    }

    /** Neither metadata nor the operation {@code ADD}. */
    public OldDocument withoutTrail() {
        trail = false;
        return this;
    }

    /** The rows in the order 2.x writes them, and the key of the blob. */
    record Added(String id, List<OldRow> rows, String basketId, Optional<String> blob, byte[] content) {}

    Added add(OldInstallation installation, boolean version26) {
        boolean text = OldRules.isText(source, content);
        String translated = text ? OldRules.translated(content) : "";
        byte[] measured = text ? translated.getBytes(StandardCharsets.UTF_8) : content;
        String suffix = OldRules.suffix(source);
        String readable = OldRules.sanitised(OldRules.stem(originalFilename.orElse(source)));
        String id = String.valueOf(columns.getOrDefault("id", "doc_" + installation.hex()));
        String stored = path.orElseGet(() -> version26 ? "docex/basket_" + basketId + "/" + id
                : readable + "_" + id.substring(id.length() - 6) + suffix);
        String checksum = OldRules.sha256(measured);

        List<OldRow> rows = new ArrayList<>();
        rows.add(OldRow.of("document", "id", id, "basket_id", basketId,
                "name", version26 ? OldRules.fileName(source) : readable + suffix, "source", source, "path", stored,
                "content_type", OldRules.contentType(source), "document_type", "file",
                "content", "{\"content\": " + (text ? OldRules.json(translated) : "null") + "}",
                "raw_content", text ? translated : null, "size", measured.length, "checksum", checksum,
                "status", "RECEIVED", "processing_attempts", 0,
                "created_at", installation.now(), "updated_at", installation.now()).with(columns));
        if (trail) {
            Map<String, String> given = new LinkedHashMap<>(metadata);
            if (!version26) {
                given.putIfAbsent("original_filename", OldRules.json(originalFilename.orElse(OldRules.fileName(source))));
            }
            given.forEach((key, value) -> rows.add(OldRow.metadata(installation, id, key, value, "custom")));
            rows.add(OldRow.operation(installation, id, "ADD", "success", "{\"source\": " + OldRules.json(source)
                    + ", \"stored_path\": " + OldRules.json(stored) + ", \"document_type\": \"file\", \"size\": "
                    + measured.length + ", \"checksum\": \"" + checksum + "\"}"));
        }
        return new Added(id, rows, basketId, blob ? Optional.of(stored) : Optional.empty(), content);
    }
}
