package org.docex.document;

/**
 * A content with what its answer needs besides.
 *
 * @param name of the document
 * @param tag its {@code ETag}, without quotes
 * @param storage the storage it lies in
 */
public record Stored(String documentId, String name, String tag, String storage, StoredContent content) {}
