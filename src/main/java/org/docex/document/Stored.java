package org.docex.document;

/**
 * A document with what its answer needs besides.
 *
 * @param rowVersion its {@code ETag}
 * @param storage the storage of its content
 * @param key of its content there
 */
public record Stored(DocumentView view, long rowVersion, String storage, String key) {}
