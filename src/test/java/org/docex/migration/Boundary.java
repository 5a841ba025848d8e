package org.docex.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of one 2.x tenant and the folders of its blobs. What makes something returns its id. */
public final class Boundary extends OldTables {
    private static final Pattern PATH = Pattern.compile("\"path\": (\"(?:[^\"\\\\]|\\\\.)*\")");

    private static final String S3_OF_26 = "\"s3\": {\"bucket\": null, \"region\": \"us-east-1\", \"application_name\": null, "
            + "\"prefix\": null, \"access_key\": null, \"secret_key\": null, \"session_token\": null, \"max_retries\": 3, "
            + "\"retry_delay\": 1.0, \"connect_timeout\": 60, \"read_timeout\": 60}, ";

    private final OldInstallation installation;
    private final Optional<String> tenant;
    private final boolean version26;
    private final Map<String, Path> folders = new HashMap<>();

    Boundary(OldInstallation installation, Optional<String> tenant, boolean version26) {
        this.installation = installation;
        this.tenant = tenant;
        this.version26 = version26;
    }

    public Optional<String> tenant() {
        return tenant;
    }

    public OldInstallation installation() {
        return installation;
    }

    boolean version26() {
        return version26;
    }

    @Override
    boolean onPostgres() {
        return installation.onPostgres();
    }

    /** SQLite: the database. */
    public Path file() {
        return installation.base().resolve(tenant.isEmpty() ? installation.configured("database.path", "docex.db")
                : named("database.sqlite.path_template"));
    }

    /** PostgreSQL: the schema. */
    public String schema() {
        return tenant.isEmpty() ? "public" : named("database.postgres.schema_template");
    }

    String quotedSchema() {
        return "\"" + schema().replace("\"", "\"\"") + "\"";
    }

    private String named(String template) {
        return installation.configured(template, "").replace("{tenant_id}", tenant.orElseThrow());
    }

    @Override
    public Connection connection() throws SQLException {
        return installation.connection(this);
    }

    /** Named as given with 2.6.2; 2.8.8 sanitises the name, and has a folder of the basket's own. */
    public String basket(String name) throws SQLException {
        String id = "bas_" + installation.hex();
        String docs = docs();
        String safe = OldRules.sanitised(name);
        String folder = version26 ? docs + "/basket_" + id
                : docs + tenant.map(known -> "/" + known).orElse("") + "/" + safe + "_" + id.substring(id.length() - 4);
        return basket(id, version26 ? name : safe, OldRules.json("{\"type\": \"filesystem\", \"filesystem\": {\"path\": "
                + OldRules.json(docs) + "}, " + (version26 ? S3_OF_26 : "") + "\"path\": " + OldRules.json(folder) + "}"));
    }

    /**
     * Named as given, with this in the column: 2.x has there a JSON string that holds the JSON object, see {@link #encoded}.
     * Blobs go where its last {@code path} says.
     */
    public String basket(String name, String storageConfigJson) throws SQLException {
        return basket("bas_" + installation.hex(), name, storageConfigJson);
    }

    private String basket(String id, String name, String storageConfigJson) throws SQLException {
        return insert(OldRow.of("docbasket", "id", id, "name", name, "description", null, "storage_config", storageConfigJson,
                "status", "active", "created_at", installation.now(), "updated_at", installation.now()));
    }

    private String docs() {
        return installation.configured("storage.filesystem.path", "storage/docs");
    }

    /** A JSON text as the JSON string that 2.x makes of a storage_config. */
    public static String encoded(String json) {
        return OldRules.json(json);
    }

    /** Where the basket's documents lie: with 2.6.2 in the one folder of all, whatever their basket's configuration says. */
    public Path folder(String basketId) throws SQLException {
        Path known = folders.get(basketId);
        if (known == null) {
            List<Map<String, Object>> rows = query("SELECT storage_config FROM docbasket WHERE id = ?", basketId);
            String json = rows.isEmpty() ? "" : String.valueOf(rows.get(0).get("storage_config"));
            List<String> paths = PATH.matcher(json.startsWith("\"") ? OldRules.unquoted(json) : json).results()
                    .map((MatchResult found) -> OldRules.unquoted(found.group(1))).toList();
            known = installation.base().resolve(paths.isEmpty() ? docs() : paths.get(version26 ? 0 : paths.size() - 1));
            folders.put(basketId, known);
        }
        return known;
    }

    /** What 2.x's {@code add} does with a file of that name in its working directory. */
    public String document(String basketId, String name, byte[] content) throws IOException, SQLException {
        return document(OldDocument.of(basketId, name, content));
    }

    public String document(OldDocument document) throws IOException, SQLException {
        try (Batch batch = new Batch(connection())) {
            String id = document(document, batch);
            batch.commit();
            return id;
        }
    }

    String document(OldDocument document, Batch batch) throws IOException, SQLException {
        OldDocument.Added added = document.add(installation, version26);
        if (added.blob().isPresent()) {
            Path blob = folder(added.basketId()).resolve(added.blob().get());
            Files.createDirectories(blob.getParent());
            Files.write(blob, added.content());
        }
        for (OldRow row : added.rows()) {
            batch.add(row);
        }
        return added.id();
    }

    /** Where the row says that the blob lies. */
    public Path blob(String documentId) throws SQLException {
        Map<String, Object> row = query("SELECT basket_id, path FROM document WHERE id = ?", documentId).get(0);
        return folder((String) row.get("basket_id")).resolve((String) row.get("path"));
    }

    /** What 2.x's {@code update_document} does with a text: new are the row and eight metadata, not encoded; the blob is not. */
    public void update(String documentId, String newSource, String text) throws SQLException {
        String suffix = OldRules.suffix(newSource);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String content = suffix.equals(".json") ? text : "{\"content\": " + OldRules.json(text) + "}";
        execute("UPDATE document SET name = ?, source = ?, content = ?, raw_content = ?, checksum = ?, updated_at = ?"
                + " WHERE id = ?", OldRules.fileName(newSource), newSource, content, text, OldRules.sha256(bytes),
                installation.now(), documentId);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("original_path", newSource);
        metadata.put("file_type", suffix.isEmpty() ? "UNKNOWN" : suffix.substring(1));
        metadata.put("file_size", String.valueOf(text.codePointCount(0, text.length())));
        metadata.put("file_extension", suffix);
        metadata.put("original_file_timestamp", installation.now().replace(' ', 'T'));
        metadata.put("content_checksum", OldRules.sha256(bytes));
        metadata.put("content_length", metadata.get("file_size"));
        metadata.put("content_type", OldRules.contentType(newSource));
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (execute("UPDATE document_metadata SET value = ?, updated_at = ? WHERE document_id = ? AND \"key\" = ?",
                    entry.getValue(), installation.now(), documentId, entry.getKey()) == 0) {
                metadata(documentId, entry.getKey(), entry.getValue());
            }
        }
    }

    /** @param rawJsonText what stands in the column, be it JSON or not */
    public String metadata(String documentId, String key, String rawJsonText) throws SQLException {
        return insert(OldRow.metadata(installation, documentId, key, rawJsonText, "custom"));
    }

    /** @param documentId may be null */
    public String event(String basketId, String documentId, String type, String dataJson) throws SQLException {
        String now = installation.now();
        return insert(OldRow.of("doc_events", "id", "evt_" + installation.hex(), "basket_id", basketId, "document_id", documentId,
                "event_type", type, "event_timestamp", now, "data", dataJson, "source", "docex", "status", "PENDING",
                "error_message", null, "created_at", now, "updated_at", now));
    }

    public String operation(String documentId, String type, String status, String detailsJson) throws SQLException {
        return insert(OldRow.operation(installation, documentId, type, status, detailsJson));
    }

    public String dependency(String operationId, String dependsOn) throws SQLException {
        return insert(OldRow.of("operation_dependencies", "id", "odp_" + installation.hex(), "operation_id", operationId,
                "depends_on", dependsOn, "created_at", installation.now()));
    }

    public String history(String documentId, String originalPath, String internalPath) throws SQLException {
        return insert(OldRow.of("file_history", "id", "fhi_" + installation.hex(), "document_id", documentId,
                "original_path", originalPath, "internal_path", internalPath, "created_at", installation.now()));
    }

    /** Enabled, for all but deleting. */
    public String route(String name, String protocol, String configJson) throws SQLException {
        String now = installation.now();
        return insert(OldRow.of("transport_routes", "id", installation.uuid(), "name", name, "purpose", "distribution",
                "protocol", protocol, "config", configJson, "can_upload", true, "can_download", true, "can_list", true,
                "can_delete", false, "other_party_id", null, "other_party_name", null, "other_party_type", null,
                "route_metadata", "{}", "tags", "[]", "priority", 0, "enabled", true, "created_at", now, "updated_at", now));
    }

    /** @param documentId may be null; the column refers to nothing */
    public String routeOperation(String routeId, String documentId, String type, String status) throws SQLException {
        String now = installation.now();
        return insert(OldRow.of("route_operations", "id", "op_" + installation.hex(), "route_id", routeId,
                "operation_type", type, "status", status, "document_id", documentId, "details", "{}", "error", null,
                "created_at", now, "completed_at", now));
    }

    public String processor(String name, String configJson) throws SQLException {
        String now = installation.now();
        return insert(OldRow.of("processors", "id", "prc_" + installation.hex(), "name", name, "type", "custom",
                "description", null, "config", configJson, "enabled", true, "created_at", now, "updated_at", now));
    }

    /** Without {@code completed_at}, which 2.x never writes. */
    public String processingOperation(String documentId, String processorId, String status) throws SQLException {
        return insert(OldRow.of("processing_operations", "id", "pop_" + installation.hex(), "document_id", documentId,
                "processor_id", processorId, "status", status, "input_metadata", "{}", "output_metadata", null, "error", null,
                "created_at", installation.now(), "completed_at", null));
    }
}
