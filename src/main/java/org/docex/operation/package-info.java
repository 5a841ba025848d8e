/**
 * Operations: the records that work on a document leaves.
 *
 * <ol>
 *   <li>A change of a document leaves one, in its transaction; later work leaves its own.
 *   <li>They go with their document; what must stay is in the audit.
 * </ol>
 */
@NullMarked
package org.docex.operation;

import org.jspecify.annotations.NullMarked;
