package org.docex.document;

/**
 * A content as a row names it.
 *
 * @param key where it lies in the storage of its basket; empty when it was missing already at the migration
 * @param checksum SHA-256, 64 hex digits
 * @param size in bytes
 */
public record StoredContent(String key, String checksum, long size, String contentType) {}
