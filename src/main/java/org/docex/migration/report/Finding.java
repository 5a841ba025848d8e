package org.docex.migration.report;

/**
 * One finding.
 *
 * @param tenant the new tenant it belongs to; empty for the installation
 * @param subject what it is about: the id of a row, a path, a name
 */
public record Finding(String tenant, FindingKind kind, String subject, String detail) {}
