package org.docex.tenant.provisioning;

import org.docex.tenant.TenantId;

/**
 * A plan in the journal.
 *
 * @param by who began it
 */
record Plan(String id, PlanKind kind, TenantId tenant, String by) {}
