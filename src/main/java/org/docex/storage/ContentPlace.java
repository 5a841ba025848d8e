package org.docex.storage;

/**
 * What the key of a content says: {@code {basket}_{last 4 of its id}/{name}_{last 6 of the id}{extension}}.
 *
 * @param name of the document
 * @param id of the document, or of the version
 */
public record ContentPlace(String basketName, String basketId, String name, String id) {}
