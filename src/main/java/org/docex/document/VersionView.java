package org.docex.document;

import java.time.Instant;

/**
 * A version of a document's content as callers see it.
 *
 * @param version from 1
 * @param checksum SHA-256 of the exact bytes, 64 hex digits
 * @param size in bytes
 * @param reason {@code ADD}, {@code UPDATE}, {@code RESTORE} or {@code MIGRATION}
 */
public record VersionView(
        long version, String checksum, long size, String contentType, Instant createdAt, String createdBy, String reason) {}
