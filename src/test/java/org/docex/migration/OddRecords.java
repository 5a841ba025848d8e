package org.docex.migration;

import static org.docex.migration.OddInstallation.SECRET;
import static org.docex.migration.OddInstallation.json;

import java.sql.SQLException;

/** Operations, their dependencies, events, histories and processing. */
final class OddRecords {
    private static final String NOWHERE = "0".repeat(32);

    private final Boundary a;
    private final OddInstallation.Notes notes;
    private final String document;

    private OddRecords(Boundary a, OddInstallation.Notes notes) {
        this.a = a;
        this.notes = notes.in(a);
        this.document = notes.id(Oddity.DOCUMENT);
    }

    static void fill(Boundary a, OddInstallation.Notes notes) throws SQLException {
        OddRecords records = new OddRecords(a, notes);
        records.operations();
        records.dependencies();
        records.events();
        records.histories();
        records.processing();
        notes.add(Oddity.ORPHAN_METADATA, a.metadata("doc_" + NOWHERE, "orphan", "1"));
        if (!a.onPostgres()) {
            records.onSqlite();
        }
    }

    private void operations() throws SQLException {
        operation(Oddity.OPERATION, "review", "success");
        operation(Oddity.OPEN_OPERATION, "review", "in_progress");
        a.set("operations", notes.id(Oddity.OPEN_OPERATION), "completed_at", null);
        operation(Oddity.BAD_STATUS_OPERATION, "", "läuft");
        operation(Oddity.FAILED_OPERATION, "UPLOAD", "failed");
        a.set("operations", notes.id(Oddity.FAILED_OPERATION), "error", "Traceback (most recent call last):\n".repeat(2000));
        operation(Oddity.NO_DETAILS_OPERATION, "review", "success");
        a.set("operations", notes.id(Oddity.NO_DETAILS_OPERATION), "details", null);
        operation(Oddity.BACKWARDS_OPERATION, "review", "success");
        a.set("operations", notes.id(Oddity.BACKWARDS_OPERATION), "completed_at", "2001-01-01 00:00:00.000001");
        notes.add(Oddity.ORPHAN_OPERATION, a.operation("doc_" + NOWHERE, "review", "success", "{}"));
    }

    private void operation(Oddity oddity, String type, String status) throws SQLException {
        notes.add(oddity, a.operation(document, type, status, json("{'by': 'alice'}")));
    }

    private void dependencies() throws SQLException {
        String first = notes.id(Oddity.OPERATION);
        String second = notes.id(Oddity.OPEN_OPERATION);
        notes.add(Oddity.DEPENDENCY, a.dependency(second, first));
        notes.add(Oddity.DUPLICATE_DEPENDENCY, a.dependency(second, first));
        notes.add(Oddity.CIRCLE_DEPENDENCY, a.dependency(first, second));
        notes.add(Oddity.SELF_DEPENDENCY, a.dependency(first, first));
        notes.add(Oddity.ORPHAN_DEPENDENCY, a.dependency("ope_" + NOWHERE, first));
        notes.add(Oddity.DANGLING_DEPENDENCY, a.dependency(first, "ope_" + NOWHERE));
    }

    private void events() throws SQLException {
        String basket = notes.id(Oddity.BASKET);
        notes.add(Oddity.DUPLICATE_EVENT, a.event(basket, document, "DUPLICATE", json("{'source': 'ordinary.txt'}")));
        notes.add(Oddity.DETECTED_EVENT, a.event(basket, notes.id(Oddity.MARKED_DUPLICATE), "DUPLICATE_DETECTED",
                json("{'original_document_id': '" + document + "'}")));
        notes.add(Oddity.DOCUMENTLESS_EVENT, a.event(basket, null, "BASKET_CHECKED", null));
        notes.add(Oddity.FAILED_EVENT, a.event(basket, document, "DUPLICATE", "[]"));
        a.set("doc_events", notes.id(Oddity.FAILED_EVENT), "status", "FAILED");
        a.set("doc_events", notes.id(Oddity.FAILED_EVENT), "error_message", "größer\nals");
        notes.add(Oddity.BAD_STATUS_EVENT, a.event(basket, document, "", "null"));
        a.set("doc_events", notes.id(Oddity.BAD_STATUS_EVENT), "status", "pending ");
        a.set("doc_events", notes.id(Oddity.BAD_STATUS_EVENT), "source", "");
        notes.add(Oddity.WRONG_BASKET_EVENT, a.event(notes.id(Oddity.EMPTY_BASKET), document, "DUPLICATE", "{}"));
        notes.add(Oddity.ORPHAN_EVENT, a.event(basket, "doc_" + NOWHERE, "DUPLICATE", "{}"));
        notes.add(Oddity.BASKETLESS_EVENT, a.event("bas_" + NOWHERE, document, "DUPLICATE", "{}"));
    }

    private void histories() throws SQLException {
        String other = String.valueOf(a.blob(notes.id(Oddity.CRLF_DOCUMENT)).getFileName());
        String own = String.valueOf(a.blob(document).getFileName());
        notes.add(Oddity.CURRENT_HISTORY, a.history(document, "ordinary.txt", own));
        notes.add(Oddity.OTHER_HISTORY, a.history(document, "/home/alice/earlier.txt", other));
        notes.add(Oddity.LOST_HISTORY, a.history(document, "C:\\earliest.txt", "earliest_000000.txt"));
        notes.add(Oddity.PATHLESS_HISTORY, a.history(document, null, null));
        notes.add(Oddity.ESCAPING_HISTORY, a.history(document, "../../../private/outside.txt", "/etc/passwd"));
        notes.add(Oddity.ORPHAN_HISTORY, a.history("doc_" + NOWHERE, "orphan.txt", "orphan_000000.txt"));
    }

    private void processing() throws SQLException {
        String processor = notes.add(Oddity.PROCESSOR, a.processor("CSVToJSONProcessor", json("{'delimiter': ','}")));
        a.set("processors", processor, "type", "format_converter");
        notes.add(Oddity.KEYED_PROCESSOR, a.processor("OpenAIAdapter", json("{'api_key': 'sk-" + SECRET
                + "', 'model': 'gpt-4o', 'vector_db': {'connection': {'password': '" + SECRET + "-db'}}}")));
        notes.add(Oddity.DISABLED_PROCESSOR, a.processor("Prüfung: größer", "[]"));
        a.set("processors", notes.id(Oddity.DISABLED_PROCESSOR), "enabled", false);
        notes.add(Oddity.PROCESSING, a.processingOperation(document, processor, "success"));
        notes.add(Oddity.OPEN_PROCESSING, a.processingOperation(document, processor, "in_progress"));
        notes.add(Oddity.BAD_STATUS_PROCESSING, a.processingOperation(document, processor, "Fehler"));
        notes.add(Oddity.ORPHAN_PROCESSING, a.processingOperation("doc_" + NOWHERE, processor, "success"));
        notes.add(Oddity.PROCESSORLESS_PROCESSING, a.processingOperation(document, "prc_" + NOWHERE, "success"));
    }

    private void onSqlite() throws SQLException {
        notes.add(Oddity.NAN_OPERATION, a.operation(document, "score", "success", json("{'score': NaN}")));
        notes.add(Oddity.BAD_DETAILS_OPERATION, a.operation(document, "review", "success", "{'by': 'alice'}"));
        operation(Oddity.BAD_TIME_OPERATION, "review", "success");
        a.set("operations", notes.id(Oddity.BAD_TIME_OPERATION), "completed_at", "soon");
        operation(Oddity.TOO_LONG_OPERATION, "t".repeat(300), "s".repeat(60));
        String basket = notes.id(Oddity.BASKET);
        notes.add(Oddity.BAD_DATA_EVENT, a.event(basket, document, "E".repeat(60), "duplicate"));
        notes.add(Oddity.BAD_TIME_EVENT, a.event(basket, document, "DUPLICATE", "{}"));
        a.set("doc_events", notes.id(Oddity.BAD_TIME_EVENT), "event_timestamp", "");
    }
}
