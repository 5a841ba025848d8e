package org.docex.migration.convert;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldJson;
import org.docex.migration.source.OldRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code transport_routes}, {@code processors} and what they did. Passwords leave the rows. */
final class RouteRows {
    private static final String ROUTES = "transport_routes";
    private static final String ROUTE_OPERATIONS = "route_operations";
    private static final String PROCESSORS = "processors";
    private static final String PROCESSING = "processing_operations";
    private static final List<String> PROTOCOLS = List.of("local", "sftp", "http", "smtp", "s3", "azure", "gcs");
    private static final List<String> TRANSFERS = List.of("upload", "download", "list", "delete");
    private static final List<String> STATUSES = List.of("in_progress", "success", "failed");
    private static final int LONGEST_NAME = 255;

    private final Conversion conversion;
    private final Set<String> names = new HashSet<>();
    private final Set<String> movedRoutes = new HashSet<>();

    private RouteRows(Conversion conversion) {
        this.conversion = conversion;
    }

    static void convert(Conversion conversion) throws IOException {
        RouteRows routes = new RouteRows(conversion);
        routes.each(ROUTES, "r", routes::route, "id", "name", "purpose", "protocol", "config", "can_upload", "can_download", "can_list",
                "can_delete", "other_party_id", "other_party_name", "other_party_type", "route_metadata", "tags", "priority", "enabled",
                "created_at", "updated_at");
        if (conversion.old().has(ROUTE_OPERATIONS) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(ROUTE_OPERATIONS, "o", "id", "route_id", "operation_type", "status",
                    "document_id", "details", "error", "created_at", "completed_at") + ", d.id AS parent FROM route_operations o LEFT JOIN document d "
                    + "ON d.id = o.document_id ORDER BY " + conversion.old().byBytes("o.id"), routes::routeOperation);
        }
        RouteRows processors = new RouteRows(conversion);
        processors.each(PROCESSORS, "p", processors::processor, "id", "name", "type", "description", "config", "enabled", "created_at", "updated_at");
        if (conversion.old().has(PROCESSING) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(PROCESSING, "o", "id", "document_id", "processor_id", "status",
                    "input_metadata", "output_metadata", "error", "created_at", "completed_at") + ", d.id AS parent FROM processing_operations o "
                    + "LEFT JOIN document d ON d.id = o.document_id ORDER BY " + conversion.old().byBytes("o.id"), processors::processing);
        }
    }

    private void each(String table, String alias, OldDatabase.RowWork work, String... columns) throws IOException {
        if (conversion.old().has(table)) {
            conversion.old().each("SELECT " + conversion.old().columns(table, alias, columns) + " FROM " + table + " " + alias + " ORDER BY "
                    + conversion.old().byBytes(alias + ".id"), work);
        }
    }

    private void route(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = ROUTES + " " + id;
        String protocol = row.required("protocol").strip().toLowerCase(Locale.ROOT);
        if (!Baskets.isId(id) || !PROTOCOLS.contains(protocol)) {
            conversion.left(ROUTES, id, "its protocol " + Texts.shown(row.required("protocol")) + " is none of " + PROTOCOLS + ", or its id is none");
            return;
        }
        movedRoutes.add(id);
        long priority = row.number("priority").orElse(0L);
        conversion.moved(ROUTES, conversion.row(ROUTES, id).text("name", name(row, subject)).text("purpose", row.required("purpose"))
                .replaced("protocol", row.required("protocol"), protocol).text("config", withoutSecrets(row, "config", subject, id))
                .flag("can_upload", row.flag("can_upload")).flag("can_download", row.flag("can_download")).flag("can_list", row.flag("can_list"))
                .flag("can_delete", row.flag("can_delete")).text("other_party_id", row.text("other_party_id"))
                .text("other_party_name", row.text("other_party_name")).text("other_party_type", row.text("other_party_type"))
                .text("route_metadata", withoutSecrets(row, "route_metadata", subject, id)).text("tags", tags(row, subject).toString())
                .number("priority", Math.max(0, priority)).flag("enabled", row.flag("enabled")).number("row_version", 1)
                .changed(Stamps.of(row, subject, conversion.remarks())));
        if (priority < 0) {
            conversion.remarks().found(FindingKind.VALUE_CHANGED, subject, "priority was '" + priority + "' and is '0' now");
        }
    }

    private JsonArray tags(OldRow row, String subject) throws SQLException {
        Optional<JsonValue> tags = row.text("tags").flatMap(OldJson::value);
        if (tags.isPresent() && tags.get() instanceof JsonArray list) {
            return list;
        }
        if (row.text("tags").isPresent() && tags.filter(value -> value == JsonValue.NULL).isEmpty()) {
            conversion.remarks().found(FindingKind.UNREADABLE_JSON, subject, "tags was " + Texts.shown(row.required("tags")) + " and is empty now");
        }
        return JsonValue.EMPTY_JSON_ARRAY;
    }

    private void routeOperation(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = ROUTE_OPERATIONS + " " + id;
        String type = row.required("operation_type").strip().toLowerCase(Locale.ROOT);
        if (!Baskets.isId(id) || !movedRoutes.contains(row.required("route_id")) || !TRANSFERS.contains(type)) {
            conversion.left(ROUTE_OPERATIONS, id, "its route " + Texts.shown(row.required("route_id")) + " is not moved, or its type "
                    + Texts.shown(row.required("operation_type")) + " is none of " + TRANSFERS);
            return;
        }
        Optional<String> document = row.text("parent").filter(Baskets::isId);
        if (document.isEmpty() && row.text("document_id").isPresent()) {
            conversion.remarks().found(FindingKind.VALUE_CHANGED, subject, "document_id was " + Texts.shown(row.required("document_id"))
                    + ", which does not exist, and is empty now");
        }
        conversion.moved(ROUTE_OPERATIONS, conversion.row(ROUTE_OPERATIONS, id).text("route_id", row.required("route_id"))
                .replaced("operation_type", row.required("operation_type"), type)
                .replaced("status", row.required("status"), conversion.workStatus(row, STATUSES)).text("document_id", document)
                .text("details", conversion.json(row, "details", subject)).text("error", row.text("error"))
                .created(Stamps.ofCreation(row, subject, conversion.remarks()))
                .time("completed_at", conversion.optionalTime(row, "completed_at", subject)));
    }

    private void processor(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = PROCESSORS + " " + id;
        if (!Baskets.isId(id)) {
            conversion.left(PROCESSORS, id, "its id has not 1 to 36 letters, digits, '_' and '-'");
            return;
        }
        movedRoutes.add(id);
        conversion.moved(PROCESSORS, conversion.row(PROCESSORS, id).text("name", name(row, subject)).text("type", row.required("type"))
                .text("description", row.text("description")).text("config", withoutSecrets(row, "config", subject, id)).flag("enabled", row.flag("enabled"))
                .number("row_version", 1).changed(Stamps.of(row, subject, conversion.remarks())));
    }

    private void processing(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = PROCESSING + " " + id;
        if (!Baskets.isId(id) || !movedRoutes.contains(row.required("processor_id")) || row.text("parent").filter(Baskets::isId).isEmpty()) {
            conversion.left(PROCESSING, id, "its document " + Texts.shown(row.required("document_id")) + " or its processor "
                    + Texts.shown(row.required("processor_id")) + " is not moved");
            return;
        }
        conversion.moved(PROCESSING, conversion.row(PROCESSING, id).text("document_id", row.required("document_id"))
                .text("processor_id", row.required("processor_id"))
                .replaced("status", row.required("status"), conversion.workStatus(row, STATUSES))
                .text("input_metadata", conversion.json(row, "input_metadata", subject))
                .text("output_metadata", conversion.json(row, "output_metadata", subject)).text("error", row.text("error"))
                .created(Stamps.ofCreation(row, subject, conversion.remarks()))
                .time("completed_at", conversion.optionalTime(row, "completed_at", subject)));
    }

    /** An object without secrets; what is no object might be one as a whole, and is not even shown. */
    private String withoutSecrets(OldRow row, String column, String subject, String id) throws SQLException {
        String place = conversion.tenant().replaceAll("[^a-z0-9_]", "") + "/" + id;
        Optional<String> text = row.text(column).filter(value -> OldJson.value(value).filter(found -> found == JsonValue.NULL).isEmpty());
        Optional<JsonObject> object = text.flatMap(OldJson::object);
        if (text.isPresent() && object.isEmpty()) {
            String name = place + "/" + column + "-unreadable";
            conversion.remarks().found(FindingKind.UNREADABLE_JSON, subject, column + " is no JSON object; it lies in " + name);
            return Jsons.PROVIDER.createObjectBuilder().add("v2_value", conversion.secrets().whole(name, text.get())).build().toString();
        }
        return conversion.secrets().moved(object.orElse(JsonValue.EMPTY_JSON_OBJECT), subject, place + (column.equals("config") ? "" : "/" + column),
                conversion.remarks()).toString();
    }

    private String name(OldRow row, String subject) throws SQLException {
        String wanted = Texts.cut(Texts.characters(row.required("name")), LONGEST_NAME);
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = Texts.cut(wanted, LONGEST_NAME - 1 - Integer.toString(i).length()) + "_" + i;
        }
        if (!name.equals(wanted)) {
            conversion.remarks().found(FindingKind.DUPLICATE_NAME, subject, Texts.shown(wanted) + " is '" + name + "' now");
            return name;
        }
        return row.required("name");
    }
}
