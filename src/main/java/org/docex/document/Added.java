package org.docex.document;

/**
 * The answer to an add.
 *
 * @param rowVersion its {@code ETag}
 * @param isNew false when the same bytes from the same source were there already
 */
public record Added(DocumentView document, long rowVersion, boolean isNew) {}
