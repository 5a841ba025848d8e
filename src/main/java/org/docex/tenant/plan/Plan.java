package org.docex.tenant.plan;

import org.docex.tenant.TenantId;

/**
 * A plan in the journal.
 *
 * @param by who began it
 */
public record Plan(String id, PlanKind kind, TenantId tenant, String by) {}
