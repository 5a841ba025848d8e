package org.docex.document;

import org.docex.basket.BasketView;

/**
 * A document that is to get another content.
 *
 * @param versionId of the version to come
 */
public record Target(String documentId, String documentName, BasketView basket, String versionId) {}
