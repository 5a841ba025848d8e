package org.docex.storage;

/**
 * What a look over an area found, and what a sweep removed of it.
 *
 * @param objects complete ones
 * @param bytes of all complete ones together
 * @param unfinished what is on its way, or was
 * @param named of the complete ones those that rows name
 * @param orphans complete or unfinished ones that no row names and that are past the grace period
 * @param removed how many of the orphans are gone
 * @param removedObjects how many of those were complete
 */
public record Swept(
        long objects, long bytes, long unfinished, long named, long orphans, long orphanBytes, long removed, long removedObjects,
        long removedBytes) {}
