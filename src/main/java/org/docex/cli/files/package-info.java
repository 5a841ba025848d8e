/**
 * Files of this machine: read as bodies of calls, written from answers.
 *
 * <ol>
 *   <li>A file that is written appears complete or not at all and replaces none.
 *   <li>Bytes stream: no file is held in memory.
 *   <li>A file that cannot be read or written is named, with the cure.
 * </ol>
 */
@NullMarked
package org.docex.cli.files;

import org.jspecify.annotations.NullMarked;
