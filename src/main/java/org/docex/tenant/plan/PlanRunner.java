package org.docex.tenant.plan;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.tenant.TenantId;
import org.docex.tenant.plan.PlanJournal.Outcome;
import org.docex.tenant.plan.PlanListener.PlanEnd;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The interpreter of plans: forward step by step, and backward to nothing when a step fails. */
public final class PlanRunner {
    private final SystemDatabase database;
    private final PlanJournal journal;
    private final PlanListener listener;

    /** @param database the one that the plan's lock gave */
    public PlanRunner(SystemDatabase database, PlanListener listener) {
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
    public void run(Plan plan, List<Step> steps) {
        walk(plan, steps, failure -> undone(plan, steps, failure));
    }

    /**
     * As {@link #run} for a plan that cannot be taken back: where a step fails it stays unfinished, to be walked again.
     *
     * @throws DocexException {@code PROVISIONING_FAILED}, and what a step refuses
     */
    public void forward(Plan plan, List<Step> steps) {
        walk(plan, steps, failure -> failure instanceof DocexException refusal ? refusal
                : new DocexException(ErrorCode.PROVISIONING_FAILED, plan.kind().cutOff(plan.tenant()), failure));
    }

    /**
     * Takes back a plan that was cut off.
     *
     * @throws DocexException {@code PROVISIONING_FAILED} where the undoing failed; the plan stays unfinished
     */
    public void back(Plan plan, List<Step> steps) {
        long start = System.nanoTime();
        try {
            undo(plan, steps, "CutOff");
        } catch (RuntimeException e) {
            throw new DocexException(ErrorCode.PROVISIONING_FAILED, plan.kind().cutOff(plan.tenant()), e);
        } finally {
            tellTheEnd(() -> listener.ended(new PlanEnd(plan.kind().label(), false, since(start))));
        }
    }

    /**
     * A plan of one step, begun and done in one transaction: it is journalled when it is done and leaves nothing else.
     *
     * @throws DocexException {@code PROVISIONING_FAILED}, and what the step refuses; nothing is changed then
     */
    public void once(PlanKind kind, TenantId tenant, String by, Step step) {
        long start = System.nanoTime();
        try {
            listener.step(new StepEvent(kind.label(), tenant, step.name(), true));
            database.write(statements -> {
                Plan plan = journal.begin(statements, kind, tenant, by);
                journal.record(statements, plan, step.name(), taken(statements, step));
                journal.finish(statements, plan, Optional.empty());
                return plan;
            });
        } catch (RuntimeException failure) {
            tellTheEnd(() -> listener.ended(new PlanEnd(kind.label(), false, since(start))));
            throw failure instanceof DocexException refusal ? refusal
                    : new DocexException(ErrorCode.PROVISIONING_FAILED, kind.takenBack(tenant), failure);
        }
        tellTheEnd(() -> listener.step(new StepEvent(kind.label(), tenant, step.name(), false)));
        tellTheEnd(() -> listener.ended(new PlanEnd(kind.label(), true, since(start))));
    }

    private interface Failing {
        DocexException failed(RuntimeException failure);
    }

    private void walk(Plan plan, List<Step> steps, Failing failing) {
        long start = System.nanoTime();
        String kind = plan.kind().label();
        Step last = steps.get(steps.size() - 1);
        try {
            for (Step step : steps) {
                listener.step(new StepEvent(kind, plan.tenant(), step.name(), true));
                take(plan, step, step == last);
                if (step != last) {
                    listener.step(new StepEvent(kind, plan.tenant(), step.name(), false));
                }
            }
        } catch (RuntimeException failure) {
            DocexException end = failing.failed(failure);
            tellTheEnd(() -> listener.ended(new PlanEnd(kind, false, since(start))));
            throw end;
        }
        tellTheEnd(() -> listener.step(new StepEvent(kind, plan.tenant(), last.name(), false)));
        tellTheEnd(() -> listener.ended(new PlanEnd(kind, true, since(start))));
    }

    private void take(Plan plan, Step step, boolean last) {
        Optional<Outcome> before = step.isOutside()
                ? Optional.of(database.read(statements -> taken(statements, step))) : Optional.empty();
        database.write(statements -> {
            Outcome outcome = before.isPresent() ? before.get() : taken(statements, step);
            journal.record(statements, plan, step.name(), outcome);
            if (last) {
                journal.finish(statements, plan, Optional.empty());
            }
            return outcome;
        });
    }

    private static Outcome taken(Statements statements, Step step) {
        try {
            if (step.isDone(statements)) {
                return Outcome.FOUND;
            }
            step.apply(statements);
            return Outcome.APPLIED;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Step " + step.name() + " failed", e);
        }
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

    private DocexException undone(Plan plan, List<Step> steps, RuntimeException failure) {
        try {
            undo(plan, steps, failure.getClass().getSimpleName());
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return new DocexException(ErrorCode.PROVISIONING_FAILED, plan.kind().cutOff(plan.tenant()), failure);
        }
        if (failure instanceof DocexException refusal) {
            return refusal;
        }
        return new DocexException(ErrorCode.PROVISIONING_FAILED, plan.kind().takenBack(plan.tenant()), failure);
    }

    private void undo(Plan plan, List<Step> steps, String why) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            boolean first = i == 0;
            Optional<Boolean> before = step.isOutside()
                    ? Optional.of(database.read(statements -> takenBack(statements, step))) : Optional.empty();
            database.write(statements -> {
                if (before.isPresent() ? before.get() : takenBack(statements, step)) {
                    journal.record(statements, plan, step.name(), Outcome.UNDONE);
                }
                if (first) {
                    journal.finish(statements, plan, Optional.of(why));
                }
                return first;
            });
        }
    }

    /** @return false when there was nothing to take back */
    private static boolean takenBack(Statements statements, Step step) {
        try {
            if (step.leavesTraces() || step.isDone(statements)) {
                step.undo(statements);
                return true;
            }
            return false;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Undoing step " + step.name() + " failed", e);
        }
    }
}
