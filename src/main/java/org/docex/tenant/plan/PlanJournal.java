package org.docex.tenant.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.AdminAudit;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import org.docex.tenant.registry.TenantRegistry;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The journal of plans in the system boundary, and with each plan the entry of the administrators' audit. */
public final class PlanJournal {
    enum Outcome { APPLIED, FOUND, UNDONE }

    /** An export changes nothing, so that one that was cut off leaves nothing to be repaired. */
    private static final String CUT_OFF = " WHERE state = 'RUNNING' AND kind <> 'export'";

    private final String plan;
    private final String step;
    private final AdminAudit audit;
    private final TenantRegistry registry;

    public PlanJournal(SystemDatabase database) {
        plan = database.table("plan");
        step = database.table("plan_step");
        audit = new AdminAudit(database);
        registry = new TenantRegistry(database);
    }

    /** Notes a plan that begins now, in the caller's transaction. */
    public Plan begin(Statements statements, PlanKind kind, TenantId tenant, String by) throws SQLException {
        Plan begun = new Plan(Ids.next("pln_"), kind, tenant, by);
        statements.update("INSERT INTO " + plan + " (id, tenant_id, kind, state, started_at, started_by) "
                + "VALUES (?, ?, ?, 'RUNNING', ?, ?)", begun.id(), tenant.value(), kind.label(), SortableTime.now(), by);
        audit.begun(statements, begun.id(), by, kind.label(), tenant, registry.find(statements, tenant));
        return begun;
    }

    void record(Statements statements, Plan of, String name, Outcome outcome) throws SQLException {
        statements.update("INSERT INTO " + step + " (plan_id, ordinal, step, outcome, happened_at) SELECT ?, "
                + "coalesce(max(ordinal), 0) + 1, ?, ?, ? FROM " + step + " WHERE plan_id = ?",
                of.id(), name, outcome.name(), SortableTime.now(), of.id());
    }

    /**
     * Notes the end of a plan.
     *
     * @param fault why it was taken back; empty when it is done
     */
    public void finish(Statements statements, Plan ended, Optional<String> fault) throws SQLException {
        String state = fault.isEmpty() ? "DONE" : "UNDONE";
        statements.update("UPDATE " + plan + " SET state = ?, finished_at = ? WHERE id = ?", state, SortableTime.now(), ended.id());
        if (fault.isPresent()) {
            note(statements, ended, fault.get());
        }
        audit.ended(statements, ended.id(), state, registry.find(statements, ended.tenant()));
    }

    /** What the plan found out; replaces what was noted before. */
    public void note(Statements statements, Plan of, String detail) throws SQLException {
        statements.update("UPDATE " + plan + " SET detail = ? WHERE id = ?", detail, of.id());
    }

    /** What was noted last, of a plan that noted an object. */
    public JsonObject noted(Statements statements, Plan of) throws SQLException {
        String detail = statements.one("SELECT detail FROM " + plan + " WHERE id = ?", row -> row.getString(1), of.id()).orElseThrow();
        try (JsonReader reader = Json.createReader(new StringReader(detail))) {
            return reader.readObject();
        }
    }

    /** The SHA-256 of the archive that was exported, was imported, or is kept of what is purged. */
    public void archive(Statements statements, Plan of, String sha256) throws SQLException {
        statements.update("UPDATE " + plan + " SET archive_sha256 = ? WHERE id = ?", sha256, of.id());
    }

    /** What {@link #archive(Statements, Plan, String)} was told; empty when it was not. */
    public Optional<String> archive(Statements statements, Plan of) throws SQLException {
        return statements.one("SELECT archive_sha256 FROM " + plan + " WHERE id = ? AND archive_sha256 IS NOT NULL",
                row -> row.getString(1), of.id());
    }

    /** Whether an archive with this SHA-256 left the server completely, with this note. */
    public boolean isExported(Statements statements, TenantId tenant, String sha256, String note) throws SQLException {
        return statements.number("SELECT 1 FROM " + plan + " WHERE tenant_id = ? AND kind = 'export' AND state = 'DONE' "
                + "AND archive_sha256 = ? AND detail = ?", tenant.value(), sha256, note).isPresent();
    }

    /** True when the plan made this and has not taken it back: exact where step and journal are one transaction. */
    public boolean isApplied(Statements statements, Plan of, String name) throws SQLException {
        return statements.one("SELECT outcome FROM " + step + " WHERE plan_id = ? AND step = ? AND outcome <> 'FOUND' "
                + "ORDER BY ordinal DESC", row -> row.getString(1), of.id(), name).filter(Outcome.APPLIED.name()::equals).isPresent();
    }

    /**
     * The plan of this kind that is to go on, if one was cut off.
     *
     * @throws DocexException {@code PLAN_IN_PROGRESS} when it is one of another kind
     */
    public Optional<Plan> cutOff(Statements statements, TenantId tenant, PlanKind kind) throws SQLException {
        Optional<Plan> cutOff = cutOff(statements, tenant);
        cutOff.filter(plan -> plan.kind() != kind).ifPresent(plan -> {
            throw new DocexException(ErrorCode.PLAN_IN_PROGRESS, plan.kind().cutOff(tenant));
        });
        return cutOff;
    }

    /** The plan of a tenant that did not end, or is under way; an export is none. */
    public Optional<Plan> cutOff(Statements statements, TenantId tenant) throws SQLException {
        return statements.one("SELECT id, kind, started_by FROM " + plan + CUT_OFF + " AND tenant_id = ? ORDER BY started_at DESC",
                row -> new Plan(row.getString(1), PlanKind.of(row.getString(2)), tenant, row.getString(3)), tenant.value());
    }

    /** The plans that did not end, in the order they began; a hundred at most. */
    public List<Plan> cutOff(Statements statements) throws SQLException {
        return statements.list("SELECT id, kind, tenant_id, started_by FROM " + plan + CUT_OFF + " ORDER BY started_at, id LIMIT 100",
                row -> new Plan(row.getString(1), PlanKind.of(row.getString(2)), new TenantId(row.getString(3)), row.getString(4)));
    }
}
