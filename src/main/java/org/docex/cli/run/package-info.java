/**
 * One run of {@code docex}: what it is given beside its arguments, and how it ends. Every other package of the command line
 * stands on this one.
 *
 * <ol>
 *   <li>{@link org.docex.cli.run.ExitCode} says how a run ended; its numbers are stable.
 *   <li>A command that cannot do what it was asked for throws {@link org.docex.cli.run.CliException}; the message names the
 *       thing and the cure.
 *   <li>What is secret comes from the environment, or from a file that the environment names.
 * </ol>
 */
@NullMarked
package org.docex.cli.run;

import org.jspecify.annotations.NullMarked;
