package org.docex.tenant.plan;

import org.docex.tenant.TenantId;

/**
 * Told before and after each step of a plan.
 *
 * @param plan for example {@code create}
 * @param before true before the step, false after it was journalled
 */
public record StepEvent(String plan, TenantId tenant, String step, boolean before) {}
