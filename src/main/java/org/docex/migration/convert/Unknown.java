package org.docex.migration.convert;

import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldDatabase;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tables and columns of a boundary that no conversion knows: of other releases, of branches, of its owners. */
public final class Unknown {
    private static final Set<String> OWN_OF_2_X = Set.of("tenant_registry", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4");

    private static final Map<String, Set<String>> COLUMNS = Map.ofEntries(
            Map.entry("docbasket", Set.of("id", "name", "description", "storage_config", "status", "created_at", "updated_at")),
            Map.entry("document", Set.of("id", "basket_id", "name", "source", "path", "content_type", "document_type", "content", "raw_content", "size",
                    "checksum", "status", "processing_attempts", "created_at", "updated_at")),
            Map.entry("document_metadata", Set.of("id", "document_id", "key", "value", "metadata_type", "coordination_id", "created_at", "updated_at")),
            Map.entry("file_history", Set.of("id", "document_id", "original_path", "internal_path", "created_at")),
            Map.entry("operations", Set.of("id", "document_id", "operation_type", "status", "details", "error", "created_at", "completed_at")),
            Map.entry("operation_dependencies", Set.of("id", "operation_id", "depends_on", "created_at")),
            Map.entry("doc_events", Set.of("id", "basket_id", "document_id", "event_type", "event_timestamp", "data", "source", "status", "error_message",
                    "created_at", "updated_at")),
            Map.entry("transport_routes", Set.of("id", "name", "purpose", "protocol", "config", "can_upload", "can_download", "can_list", "can_delete",
                    "other_party_id", "other_party_name", "other_party_type", "route_metadata", "tags", "priority", "enabled", "created_at", "updated_at")),
            Map.entry("route_operations", Set.of("id", "route_id", "operation_type", "status", "document_id", "details", "error", "created_at",
                    "completed_at")),
            Map.entry("processors", Set.of("id", "name", "type", "description", "config", "enabled", "created_at", "updated_at")),
            Map.entry("processing_operations", Set.of("id", "document_id", "processor_id", "status", "input_metadata", "output_metadata", "error",
                    "created_at", "completed_at")));

    private Unknown() {}

    /** Reports what holds something. */
    public static void look(OldDatabase old, Remarks remarks) {
        for (String table : new TreeSet<>(old.tables())) {
            if (!COLUMNS.containsKey(table)) {
                long rows = OWN_OF_2_X.contains(table) ? 0 : old.count(table);
                if (rows > 0) {
                    remarks.found(FindingKind.NOT_MOVED, "table " + table, rows + " rows");
                }
                continue;
            }
            for (String column : new TreeSet<>(old.columns(table))) {
                long values = COLUMNS.get(table).contains(column) ? 0 : old.values(table, column);
                if (values > 0) {
                    remarks.found(FindingKind.NOT_MOVED, table + "." + column, values + " values");
                }
            }
        }
    }
}
