package org.docex.tenant.context;

/** Fired before a runner closes its unit, while it is still bound: what is pending must reach the tenant's database now. */
public record UnitClosing(TenantUnit unit) {}
