package org.docex.tenant.provisioning;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.tenant.TenantId;
import org.docex.tenant.provisioning.PlanJournal.Outcome;
import org.docex.tenant.provisioning.PlanListener.PlanEnd;
import org.docex.tenant.registry.SystemDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The interpreter of plans: forward step by step, and backward to nothing when a step fails. */
final class PlanRunner {
    private final SystemDatabase database;
    private final PlanJournal journal;
    private final PlanListener listener;

    PlanRunner(SystemDatabase database, PlanListener listener) {
        this.database = database;
        this.journal = new PlanJournal(database);
        this.listener = listener;
    }

    /**
     * Walks the plan forward. Steps that are done already are noted and skipped.
     *
     * @throws DocexException {@code PROVISIONING_FAILED} after everything was undone; the plan stays unfinished where the
     *     undoing failed too
     */
    void run(String planId, String kind, TenantId tenant, List<Step> steps) {
        long start = System.nanoTime();
        try {
            for (Step step : steps) {
                listener.step(new StepEvent(kind, tenant, step.name(), true));
                database.write(statements -> {
                    try {
                        boolean found = step.isDone(statements);
                        if (!found) {
                            step.apply(statements);
                        }
                        journal.record(statements, planId, step.name(), found ? Outcome.FOUND : Outcome.APPLIED);
                        if (step == steps.get(steps.size() - 1)) {
                            journal.finish(statements, planId, true, Optional.empty());
                        }
                        return found;
                    } catch (IOException | SQLException e) {
                        throw new IllegalStateException("Step " + step.name() + " failed", e);
                    }
                });
                if (step != steps.get(steps.size() - 1)) {
                    listener.step(new StepEvent(kind, tenant, step.name(), false));
                }
            }
        } catch (RuntimeException failure) {
            DocexException undone = undone(planId, tenant, steps, failure);
            tellTheEnd(() -> listener.ended(new PlanEnd(kind, false, since(start))));
            throw undone;
        }
        tellTheEnd(() -> listener.step(new StepEvent(kind, tenant, steps.get(steps.size() - 1).name(), false)));
        tellTheEnd(() -> listener.ended(new PlanEnd(kind, true, since(start))));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The plan is done and committed; whoever listens cannot take it back any more. */
    private static void tellTheEnd(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            Log.of(PlanRunner.class).warning("A listener of plans failed", e);
        }
    }

    private DocexException undone(String planId, TenantId tenant, List<Step> steps, RuntimeException failure) {
        try {
            undo(planId, steps, failure);
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return new DocexException(ErrorCode.PROVISIONING_FAILED, "Provisioning of tenant '" + tenant
                    + "' failed and could not be undone. Nothing half-made is usable; run 'docex tenant repair --tenant-id "
                    + tenant + "'.", failure);
        }
        if (failure instanceof DocexException refusal) {
            return refusal;
        }
        return new DocexException(ErrorCode.PROVISIONING_FAILED,
                "Provisioning of tenant '" + tenant + "' failed; nothing of it remains. Repeat the call.", failure);
    }

    private void undo(String planId, List<Step> steps, RuntimeException failure) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            boolean first = i == 0;
            database.write(statements -> {
                try {
                    if (step.leavesTraces() || step.isDone(statements)) {
                        step.undo(statements);
                        journal.record(statements, planId, step.name(), Outcome.UNDONE);
                    }
                    if (first) {
                        journal.finish(statements, planId, false, Optional.of(failure.getClass().getSimpleName()));
                    }
                    return first;
                } catch (IOException | SQLException e) {
                    throw new IllegalStateException("Undoing step " + step.name() + " failed", e);
                }
            });
        }
    }
}
