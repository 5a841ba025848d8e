package org.docex.tenant.plan;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was done to a tenant.
 *
 * @param kind {@code create}, {@code import}, {@code update}, {@code suspend}, {@code resume}, {@code delete},
 *     {@code undelete}, {@code export}, {@code upgrade}, {@code purge}
 * @param state {@code RUNNING} (or cut off), {@code DONE}, {@code UNDONE}
 * @param archiveSha256 of what was exported, imported, or kept of what was purged
 * @param before what the register said of the tenant, {@code {display_name, status, schema_version, row_version}}; null when
 *     there was no tenant
 * @param after what it said in the end
 * @param detail the receipt of a purge; the kind of fault of what was undone
 */
public record JournalEntry(
        String id, String kind, String state, Instant startedAt, String startedBy, Optional<Instant> finishedAt,
        Optional<String> archiveSha256, JsonValue before, JsonValue after, JsonValue detail, List<TakenStep> steps) {

    /** @param outcome {@code APPLIED}, {@code FOUND} (was done already), {@code UNDONE} */
    public record TakenStep(String step, String outcome, Instant happenedAt) {}
}
