package org.docex.tenant.provisioning;

import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The journal of plans in the system boundary. */
final class PlanJournal {
    enum Outcome { APPLIED, FOUND, UNDONE }

    private final String plan;
    private final String step;

    PlanJournal(SystemDatabase database) {
        plan = database.table("plan");
        step = database.table("plan_step");
    }

    String begin(Statements statements, String kind, TenantId tenant, String by) throws SQLException {
        String id = Ids.next("pln_");
        statements.update("INSERT INTO " + plan + " (id, tenant_id, kind, state, started_at, started_by) "
                + "VALUES (?, ?, ?, 'RUNNING', ?, ?)", id, tenant.value(), kind, SortableTime.now(), by);
        return id;
    }

    void record(Statements statements, String planId, String name, Outcome outcome) throws SQLException {
        statements.update("INSERT INTO " + step + " (plan_id, ordinal, step, outcome, happened_at) SELECT ?, "
                + "coalesce(max(ordinal), 0) + 1, ?, ?, ? FROM " + step + " WHERE plan_id = ?",
                planId, name, outcome.name(), SortableTime.now(), planId);
    }

    void finish(Statements statements, String planId, boolean done, Optional<String> detail) throws SQLException {
        statements.update("UPDATE " + plan + " SET state = ?, detail = ?, finished_at = ? WHERE id = ?",
                done ? "DONE" : "UNDONE", detail.orElse(null), SortableTime.now(), planId);
    }

    /** True when the plan made this and has not taken it back: exact where step and journal are one transaction. */
    boolean isApplied(Statements statements, String planId, String name) throws SQLException {
        return statements.one("SELECT outcome FROM " + step + " WHERE plan_id = ? AND step = ? AND outcome <> 'FOUND' "
                + "ORDER BY ordinal DESC", row -> row.getString(1), planId, name).filter(Outcome.APPLIED.name()::equals).isPresent();
    }

    Optional<String> unfinished(Statements statements, TenantId tenant) throws SQLException {
        return statements.one("SELECT id FROM " + plan + " WHERE tenant_id = ? AND state = 'RUNNING' ORDER BY started_at DESC",
                row -> row.getString(1), tenant.value());
    }

    /** The tenants whose plan did not end, in the order they began. */
    List<String> unfinishedTenants(Statements statements) throws SQLException {
        return statements.list("SELECT tenant_id FROM " + plan + " WHERE state = 'RUNNING' ORDER BY started_at, id LIMIT 100",
                row -> row.getString(1));
    }
}
