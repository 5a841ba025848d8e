package org.docex.document;

import java.time.Instant;

/**
 * A document as callers see it.
 *
 * @param size in bytes
 * @param checksum SHA-256 of the exact bytes, 64 hex digits
 * @param version of the content, from 1
 */
public record DocumentView(
        String id, String basketId, String name, String documentType, String contentType, long size, String checksum,
        String status, long version, String source, Instant createdAt, String createdBy, Instant updatedAt,
        String updatedBy) {}
