/**
 * Documents: content, its facts and its metadata.
 *
 * <ol>
 *   <li>{@link org.docex.document.DocumentIntake} is the only way in: check, stage without a transaction, write the row in a
 *       short one. What it returns is committed and synced.
 *   <li>In one basket the same bytes from the same source are one document; a second add returns the first.
 *   <li>One row version a document: its {@code ETag} covers facts, content and metadata.
 *   <li>A search compares text with text: names exactly, values of metadata as the JSON they were written as.
 *   <li>An id of another tenant is an id that does not exist.
 * </ol>
 */
@NullMarked
package org.docex.document;

import org.jspecify.annotations.NullMarked;
