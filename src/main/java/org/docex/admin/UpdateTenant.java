package org.docex.admin;

/**
 * What an operator changes of a tenant.
 *
 * @param displayName 1 to 255 characters
 */
public record UpdateTenant(String displayName) {}
