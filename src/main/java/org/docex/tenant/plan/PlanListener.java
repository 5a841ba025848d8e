package org.docex.tenant.plan;

import org.docex.tenant.Boundary;
import java.time.Duration;

/** Told how plans go. What it throws from {@link #step} before the last step is done makes the plan fail and undo itself. */
@FunctionalInterface
public interface PlanListener {
    void step(StepEvent event);

    /**
     * A tenant is admitted no more: returns when no transaction of its boundary is open in this process, and nothing of it is
     * held.
     *
     * @throws org.docex.error.DocexException {@code TENANT_BUSY} when one stays open too long
     */
    default void settling(Boundary boundary) {}

    /** A boundary is about to be removed: whoever reads of it is to be ended. */
    default void removing(Boundary boundary) {}

    /** A plan is over: everything done, or everything taken back. */
    default void ended(PlanEnd end) {}

    /** @param plan for example {@code create} */
    record PlanEnd(String plan, boolean succeeded, Duration took) {}
}
