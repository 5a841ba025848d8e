package org.docex.migration.convert;

import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** {@code operations} and {@code operation_dependencies}. */
final class OperationRows {
    private static final String OPERATIONS = "operations";
    private static final String DEPENDENCIES = "operation_dependencies";
    private static final List<String> STATUSES = List.of("pending", "in_progress", "success", "failed");

    private final Conversion conversion;
    private String last = "";

    private OperationRows(Conversion conversion) {
        this.conversion = conversion;
    }

    static void convert(Conversion conversion) throws IOException {
        OperationRows rows = new OperationRows(conversion);
        if (conversion.old().has(OPERATIONS) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(OPERATIONS, "o", "id", "document_id", "operation_type", "status", "details",
                    "error", "created_at", "completed_at") + ", d.id AS parent FROM operations o LEFT JOIN document d ON d.id = o.document_id ORDER BY "
                    + conversion.old().byBytes("o.id"), rows::operation);
        }
        if (conversion.old().has(DEPENDENCIES) && conversion.old().has(OPERATIONS) && conversion.old().has("document")) {
            conversion.old().each("SELECT " + conversion.old().columns(DEPENDENCIES, "p", "id", "operation_id", "depends_on", "created_at")
                    + ", a.id AS first, b.id AS second, c.id AS first_parent, e.id AS second_parent FROM operation_dependencies p "
                    + "LEFT JOIN operations a ON a.id = p.operation_id LEFT JOIN operations b ON b.id = p.depends_on "
                    + "LEFT JOIN document c ON c.id = a.document_id LEFT JOIN document e ON e.id = b.document_id ORDER BY "
                    + conversion.old().byBytes("p.operation_id") + ", " + conversion.old().byBytes("p.depends_on") + ", "
                    + conversion.old().byBytes("p.id"), rows::dependency);
        }
    }

    private void operation(OldRow row) throws SQLException {
        String id = row.required("id");
        String subject = OPERATIONS + " " + id;
        if (!Baskets.isId(id) || row.text("parent").filter(Baskets::isId).isEmpty()) {
            conversion.left(OPERATIONS, id, "its document " + Texts.shown(row.required("document_id")) + " is not moved, or its id is none");
            return;
        }
        conversion.moved(OPERATIONS, conversion.row(OPERATIONS, id).text("document_id", row.required("document_id"))
                .text("operation_type", row.required("operation_type"))
                .replaced("status", row.required("status"), conversion.workStatus(row, STATUSES))
                .text("details", conversion.json(row, "details", subject)).text("error", row.text("error"))
                .created(Stamps.ofCreation(row, subject, conversion.remarks()))
                .time("completed_at", conversion.optionalTime(row, "completed_at", subject)));
    }

    private void dependency(OldRow row) throws SQLException {
        String id = row.required("id");
        String operation = row.required("operation_id");
        String on = row.required("depends_on");
        if (!Baskets.isId(id) || !isMoved(row, "first") || !isMoved(row, "second")) {
            conversion.left(DEPENDENCIES, id, "one of its operations is not moved, or its id is none");
        } else if (operation.equals(on) || last.equals(operation + " " + on)) {
            conversion.remarks().found(FindingKind.DUPLICATE_DEPENDENCY, DEPENDENCIES + " " + id, operation + " on " + on);
            conversion.sink().left(DEPENDENCIES);
        } else {
            last = operation + " " + on;
            conversion.moved(DEPENDENCIES, conversion.row(DEPENDENCIES, id).text("operation_id", operation).text("depends_on", on)
                    .time("created_at", Stamps.ofCreation(row, DEPENDENCIES + " " + id, conversion.remarks()).created()));
        }
    }

    private static boolean isMoved(OldRow row, String column) throws SQLException {
        return row.text(column).filter(Baskets::isId).isPresent() && row.text(column + "_parent").filter(Baskets::isId).isPresent();
    }
}
