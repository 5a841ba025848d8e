package org.docex.tenant.provisioning;

import java.time.Duration;

/** Told how plans go. What it throws from {@link #step} before the last step is done makes the plan fail and undo itself. */
@FunctionalInterface
public interface PlanListener {
    void step(StepEvent event);

    /** A plan is over: everything done, or everything taken back. */
    default void ended(PlanEnd end) {}

    /** @param plan for example {@code create} */
    record PlanEnd(String plan, boolean succeeded, Duration took) {}
}
