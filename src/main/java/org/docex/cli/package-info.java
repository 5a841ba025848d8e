/**
 * The command line, {@code docex}.
 *
 * <ol>
 *   <li>{@code init}, {@code config} and {@code token} work locally, without a server, and {@code status} does so when none
 *       answers; everything else is a client of the REST API and asks first whether the server is one of its own version.
 *   <li>Data goes to standard output, in the format of {@code --output}; errors with their cure, what was skipped and
 *       progress go to standard error.
 *   <li>{@link org.docex.cli.ExitCode} says how a run ended, and {@link org.docex.cli.Failures} alone decides it.
 *   <li>No password, key or token is an argument, and none is printed but the one that {@code token issue} makes.
 *   <li>A file that is written appears complete or not at all and replaces none. Bytes stream: no file is held in memory.
 *   <li>The token decides the tenant; {@code --tenant-id} beside it is a check before anything is sent.
 * </ol>
 */
@NullMarked
package org.docex.cli;

import org.jspecify.annotations.NullMarked;
