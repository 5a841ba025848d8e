/**
 * What a run prints: one thing or a list in the format of {@code --output}, and the progress of long work.
 *
 * <ol>
 *   <li>Data goes to standard output and nothing else does; errors with their cure, what was skipped and progress go to
 *       standard error.
 *   <li>A list is printed while it arrives; no more than a page of it is held.
 *   <li>In tables and messages what users wrote neither breaks a line nor moves a terminal's cursor; JSON carries it unchanged.
 * </ol>
 */
@NullMarked
package org.docex.cli.output;

import org.jspecify.annotations.NullMarked;
