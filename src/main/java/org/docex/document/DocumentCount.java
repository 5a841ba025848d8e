package org.docex.document;

/** The answer to {@code ?count=true}: how many documents a search finds. */
record DocumentCount(long count) {}
