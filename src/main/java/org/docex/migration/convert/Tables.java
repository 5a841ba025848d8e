package org.docex.migration.convert;

import org.docex.json.Jsons;
import org.docex.migration.source.OldDatabase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tables of a boundary of 2.x, in the order in which the new ones can be filled. */
public final class Tables {
    /** The eleven tables. */
    public static final List<String> OLD = List.of("docbasket", "document", "document_metadata", "file_history", "operations",
            "operation_dependencies", "doc_events", "transport_routes", "route_operations", "processors", "processing_operations");

    private Tables() {}

    /** How many rows each has. */
    public static Map<String, Long> count(OldDatabase old) {
        Map<String, Long> counts = new LinkedHashMap<>();
        OLD.forEach(table -> counts.put(table, old.count(table)));
        return counts;
    }

    /** The entry that says, in the tenant's own audit, that all rows are there. */
    public static void seal(Conversion conversion, String from) {
        Audit.entry(conversion, "MIGRATED", conversion.tenant(), Jsons.PROVIDER.createObjectBuilder().add("from", Texts.characters(from)).build());
    }

    /** Converts every row. */
    public static void convert(Conversion conversion) throws IOException {
        BasketRows.convert(conversion);
        DocumentRows.convert(conversion);
        MetadataRows.convert(conversion);
        HistoryRows.convert(conversion);
        OperationRows.convert(conversion);
        EventRows.convert(conversion);
        RouteRows.convert(conversion);
    }
}
