package org.docex.tenant.plan;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import org.docex.paging.CursorKey;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.tenant.TenantId;
import org.docex.tenant.plan.JournalEntry.TakenStep;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the journal of one tenant. */
public final class TenantJournal {
    private final SystemDatabase database;
    private final String entries;
    private final String steps;

    public TenantJournal(SystemDatabase database) {
        this.database = database;
        this.entries = "SELECT p.*, a.before AS state_before, a.after AS state_after FROM " + database.table("plan")
                + " p LEFT JOIN " + database.table("admin_audit") + " a ON a.id = p.id WHERE p.tenant_id = ?";
        this.steps = "SELECT step, outcome, happened_at FROM " + database.table("plan_step") + " WHERE plan_id = ? ORDER BY ordinal";
    }

    /** A page of the tenant's entries. Plans have ids that grow with time, so that the id is the order. */
    public Page<JournalEntry> list(TenantId tenant, PageRequest request, CursorKey key) {
        String direction = request.descending() ? "DESC" : "ASC";
        String query = "journal of " + tenant + " " + direction;
        String order = " ORDER BY p.id " + direction + " LIMIT ?";
        List<JournalEntry> found = database.read(statements -> {
            Optional<String> last = request.cursor().map(cursor -> key.open(query, cursor).get(0));
            return last.isEmpty()
                    ? statements.list(entries + order, row -> entry(statements, row), tenant.value(), request.limit() + 1)
                    : statements.list(entries + " AND p.id " + (request.descending() ? "<" : ">") + " ?" + order,
                            row -> entry(statements, row), tenant.value(), last.get(), request.limit() + 1);
        });
        return Page.cut(found, request.limit(), entry -> key.seal(query, List.of(entry.id())));
    }

    private JournalEntry entry(Statements statements, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new JournalEntry(id, row.getString("kind"), row.getString("state"), statements.time(row, "started_at"),
                row.getString("started_by"),
                row.getString("finished_at") == null ? Optional.empty() : Optional.of(statements.time(row, "finished_at")),
                Optional.ofNullable(row.getString("archive_sha256")), json(row.getString("state_before")),
                json(row.getString("state_after")), json(row.getString("detail")),
                statements.list(steps, step -> new TakenStep(step.getString("step"), step.getString("outcome"),
                        statements.time(step, "happened_at")), id));
    }

    /** What is no JSON is a word. */
    private static JsonValue json(@Nullable String text) {
        if (text == null) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException word) {
            return Json.createValue(text);
        }
    }
}
