package org.docex.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A row to be inserted, with the columns in the order of their statement. */
record OldRow(String table, Map<String, Object> columns) {
    /** @param columns names and values in turn */
    static OldRow of(String table, Object... columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1]);
        }
        return new OldRow(table, row);
    }

    static OldRow metadata(OldInstallation of, String documentId, String key, String value, String type) {
        String now = of.now();
        return of("document_metadata", "id", "dmt_" + of.hex(), "document_id", documentId, "key", key, "value", value,
                "metadata_type", type, "created_at", now, "updated_at", now);
    }

    static OldRow operation(OldInstallation of, String documentId, String type, String status, String detailsJson) {
        String now = of.now();
        return of("operations", "id", "ope_" + of.hex(), "document_id", documentId, "operation_type", type, "status", status,
                "details", detailsJson, "error", null, "created_at", now, "completed_at", now);
    }

    OldRow with(Map<String, Object> others) {
        Map<String, Object> row = new LinkedHashMap<>(columns);
        row.putAll(others);
        return new OldRow(table, row);
    }

    String id() {
        return (String) columns.get("id");
    }

    String insert() {
        return "INSERT INTO \"" + table + "\" (\"" + String.join("\", \"", columns.keySet()) + "\") VALUES ("
                + columns.keySet().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }
}
